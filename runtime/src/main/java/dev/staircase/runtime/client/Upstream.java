package dev.staircase.runtime.client;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One upstream's connections: HTTP/1.1, kept alive, one call at a time on each, no redirects, no
/// compression. Each event loop has a pool of its own, so that what a call is told needs no change
/// of thread.
final class Upstream {
  /// Below the 5 s after which the usual servers (uvicorn, Node, cpp-httplib) close an idle
  /// connection: a call must not be sent into a connection that is just being closed.
  private static final int KEEP_ALIVE_S = 4;

  /// How much later than the call's own limit the pool gives up a connection, so that the limit is
  /// what is told.
  private static final int POOL_SLACK_MS = 250;

  private final UpstreamSettings settings;
  private final Vertx vertx;
  private final Map<EventLoop, HttpClient> pools = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Upstream(Vertx vertx, UpstreamSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /// The pool of the calling event loop.
  ///
  /// @throws IllegalStateException where it is closed
  private HttpClient pool() {
    if (closed) {
      throw new IllegalStateException("the upstream's connections are closed");
    }
    EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
    return pools.computeIfAbsent(loop, first -> newPool());
  }

  private HttpClient newPool() {
    int connectMs = Math.toIntExact(settings.limits().connectMs()) + POOL_SLACK_MS;
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAlive(true)
            .setKeepAliveTimeout(KEEP_ALIVE_S)
            .setPipelining(false)
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setSsl(settings.tls())
            .setConnectTimeout(connectMs)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setSslHandshakeTimeout(connectMs)
            .setDefaultHost(settings.host())
            .setDefaultPort(settings.port());
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(new PoolOptions().setHttp1MaxSize(settings.maxConnections()))
        // Else Vert.x logs what the call that uses the connection tells as well.
        .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
        .build();
  }

  TimeLimits limits() {
    return settings.limits();
  }

  UpstreamSettings settings() {
    return settings;
  }

  /// A request on a connection of its own, its head ready and nothing sent.
  Future<HttpClientRequest> connect(String endpoint, Trail trail, @Nullable TraceContext context) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setURI(settings.target(endpoint))
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "text/event-stream, application/json");
    settings.headers().forEach((name, value) -> options.putHeader(name, value.reveal()));
    if (settings.apiKey() != null) {
      options.putHeader("Authorization", "Bearer " + settings.apiKey().reveal());
    }
    if (!trail.hops().isEmpty()) {
      options.putHeader(Trail.HEADER, trail.header());
    }
    if (context != null) {
      options.putHeader(TraceContext.PARENT_HEADER, context.traceparent());
      if (context.tracestate() != null) {
        options.putHeader(TraceContext.STATE_HEADER, context.tracestate());
      }
    }
    try {
      return pool().request(options);
    } catch (IllegalStateException e) { // How a client that is closed says so.
      return Future.failedFuture(e);
    }
  }

  Future<Void> close() {
    closed = true;
    return Future.join(pools.values().stream().map(HttpClient::close).toList()).mapEmpty();
  }
}
