package dev.staircase.server;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.page.PageFiles;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves virtual models over the OpenAI API; [Routes] says what can be asked.
///
/// A request is read, answered and written on the event loop of its connection.
public final class StaircaseServer {
  private static final Logger LOG = LoggerFactory.getLogger(StaircaseServer.class);
  private static final int ID_BYTES = 12;

  private final Vertx vertx;
  private final ServerSettings settings;
  private final InService service;
  private final Admission admission;
  private final Routes routes;
  private @Nullable Listeners listeners;
  private final IdleConnections idle;
  private final SecureRandom random = new SecureRandom();

  private StaircaseServer(
      Vertx vertx,
      Staircase staircase,
      Operations operations,
      ServerSettings settings,
      StreamTiming timing) {
    this.vertx = vertx;
    Gate gate = operations.gate();
    Watcher watcher = operations.watcher();
    this.settings = settings;
    this.service = new InService(staircase);
    this.admission = new Admission(vertx, settings);
    var reception = new Reception(vertx, service, gate, watcher, settings, timing);
    this.routes =
        new Routes(
            reception,
            new Answering(service, gate, watcher, admission, timing),
            new Passing(service, gate, watcher, admission, timing),
            new ModelList(reception, service),
            new Insight(vertx, reception, admission, operations),
            new Page(settings.page() ? PageFiles.all() : Map.of()),
            new PageApi(vertx, reception, service, operations, settings));
    this.idle = new IdleConnections(vertx, timing.requestMs());
  }

  /// Starts to serve everybody; fails when the address can't be had.
  public static Future<StaircaseServer> start(
      Vertx vertx, Staircase staircase, ServerSettings settings) {
    return start(vertx, staircase, Operations.NONE, settings);
  }

  /// Starts to serve; fails when the address can't be had.
  public static Future<StaircaseServer> start(
      Vertx vertx, Staircase staircase, Operations operations, ServerSettings settings) {
    StreamTiming timing = StreamTiming.of(settings.keepAliveMs());
    return start(vertx, staircase, operations, settings, timing);
  }

  static Future<StaircaseServer> start(
      Vertx vertx,
      Staircase staircase,
      Operations operations,
      ServerSettings settings,
      StreamTiming timing) {
    var server = new StaircaseServer(vertx, staircase, operations, settings, timing);
    return Listeners.open(vertx, settings.host(), settings.port(), server::setUp)
        .map(listening -> {
          server.listeners = listening;
          return server;
        });
  }

  /// The port that is listened on.
  public int port() {
    return listeners().port();
  }

  /// How many answers are under way.
  public int answers() {
    return admission.held();
  }

  /// How many requests wait for their turn.
  public int waiting() {
    return admission.waiting();
  }

  /// Answers with another configuration from now on. Answers under way keep the one that they began
  /// with, which is closed behind the last of them.
  public void replace(Staircase next) {
    service.replace(next);
  }

  /// Takes no more requests for answers and lets those under way end.
  ///
  /// @return done when all have ended, or after the time that the settings give them
  public Future<Void> drain() {
    return admission
        .close()
        .timeout(settings.drainMs(), TimeUnit.MILLISECONDS)
        .otherwise(late -> {
          LOG.warn("{} answers did not end within {} ms", admission.held(), settings.drainMs());
          return null;
        });
  }

  /// How many connections clients have.
  public int connections() {
    return idle.connections();
  }

  /// Stops listening and closes every connection.
  public Future<Void> close() {
    return listeners().close();
  }

  private void setUp(HttpServer http) {
    http.connectionHandler(idle::opened).requestHandler(this::handle);
  }

  private Listeners listeners() {
    return Objects.requireNonNull(listeners, "a server that has been started");
  }

  private void handle(HttpServerRequest request) {
    if (!idle.asked(request)) {
      return;
    }
    String id = newId();
    // Anthropic's clients read the id without the x.
    request.response().putHeader("x-request-id", id).putHeader("request-id", id);
    request.response().exceptionHandler(gone -> {});
    request.pause();
    Routes.Route route = routes.of(request);
    var exchange = new Exchange(vertx, request, id, route.api());
    try {
      Body.checkFraming(request);
      route.take().accept(exchange);
    } catch (ApiException e) {
      exchange.fail(e.error());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("request_id", id).setCause(e).log("request failed");
      exchange.fail(ApiError.internal());
    }
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
