package dev.staircase.server;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// HTTP servers on several event loops at one address. A connection stays on the loop that it is
/// dealt to.
final class Listeners {
  /// Left to itself, the kernel keeps megabytes for each client that does not read.
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /// Vert.x shares a free port among all who listen at one negative number: each has its own.
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final Vertx vertx;
  private final String deployment;
  private final HttpServer first;

  private Listeners(Vertx vertx, String deployment, HttpServer first) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.first = first;
  }

  /// Listens on as many event loops as there are cores; fails when the address can't be had.
  ///
  /// @param port 0 takes a free one
  /// @param setUp gives a server its handlers
  static Future<Listeners> open(Vertx vertx, String host, int port, Consumer<HttpServer> setUp) {
    int shared = port == 0 ? FREE_PORTS.decrementAndGet() : port;
    Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    var loops = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    return vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    HttpServer server = vertx.createHttpServer(options());
                    setUp.accept(server);
                    servers.add(server);
                    return server.listen(shared, host);
                  }
                },
            loops)
        .map(deployment -> new Listeners(vertx, deployment, servers.element()));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setSendBufferSize(SEND_BUFFER_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        .setIdleTimeout(0);
  }

  int port() {
    return first.actualPort();
  }

  Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
