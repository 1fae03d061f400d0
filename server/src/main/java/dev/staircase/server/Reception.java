package dev.staircase.server;

import dev.staircase.runtime.AskException;
import dev.staircase.runtime.client.TraceContext;
import dev.staircase.runtime.client.Trail;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives requests: finds out whose they are and reads them, and turns down what can't be
/// answered.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int LARGE_BODY_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final InService service;
  private final Gate gate;
  private final Watcher watcher;
  private final ServerSettings settings;
  private final StreamTiming timing;

  Reception(
      Vertx vertx,
      InService service,
      Gate gate,
      Watcher watcher,
      ServerSettings settings,
      StreamTiming timing) {
    this.vertx = vertx;
    this.service = service;
    this.gate = gate;
    this.watcher = watcher;
    this.settings = settings;
    this.timing = timing;
  }

  /// Takes a request in. Nothing of it is read before its caller is known.
  ///
  /// @param read reads the body; maybe on another thread
  /// @param answer answers it; what it fails with is told to the client
  <T> void take(
      Exchange exchange, Function<byte[], T> read, BiFunction<Caller, T, Future<?>> answer) {
    take(exchange, settings.maxBodyBytes(), read, answer);
  }

  /// Takes a request in whose body has a limit of its own.
  <T> void take(
      Exchange exchange,
      int limitBytes,
      Function<byte[], T> read,
      BiFunction<Caller, T, Future<?>> answer) {
    known(
        exchange,
        caller ->
            Body.read(vertx, exchange.request(), limitBytes, timing.requestMs())
                .compose(body -> parsed(body, read))
                .compose(question -> answer.apply(caller, question)));
  }

  /// Takes a request in whose body, if it has one, is of no interest.
  ///
  /// @param answer answers it; what it fails with is told to the client
  void known(Exchange exchange, Function<Caller, Future<?>> answer) {
    gate.caller(exchange.credential())
        .onSuccess(caller ->
            Future.succeededFuture(caller)
                .compose(answer::apply)
                .onFailure(e -> refuse(exchange, caller, e)))
        .onFailure(e -> refuse(exchange, null, e));
  }

  /// What a request has come through.
  static Trail trail(HttpServerRequest request) {
    String header = String.join(",", request.headers().getAll(Trail.HEADER));
    try {
      return Trail.parse(header);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(null, "the header " + e.getMessage()).exception();
    }
  }

  /// Where a request stands in a distributed trace; null for nowhere.
  static @Nullable TraceContext trace(HttpServerRequest request) {
    MultiMap headers = request.headers();
    List<String> state = headers.getAll(TraceContext.STATE_HEADER);
    return TraceContext.of(
        headers.get(TraceContext.PARENT_HEADER), state.isEmpty() ? null : String.join(",", state));
  }

  private <T> Future<? extends T> parsed(byte[] body, Function<byte[], T> read) {
    if (body.length <= LARGE_BODY_BYTES) {
      return Future.succeededFuture(read.apply(body));
    }
    return vertx.executeBlocking(() -> read.apply(body), false);
  }

  private void refuse(Exchange exchange, @Nullable Caller caller, Throwable e) {
    ApiError error = error(exchange, e);
    String api = exchange.api().name();
    watcher.refused(new Refused(exchange.id(), api, caller, error.status(), error.code()));
    exchange.fail(error);
  }

  private ApiError error(Exchange exchange, Throwable e) {
    return switch (e) {
      case ApiException told -> told.error();
      case RefusedException refused -> ApiError.of(refused);
      case AskException.NoSuchModel none ->
          ApiError.noSuchModel(none.model(), service.staircase().models());
      case AskException.Loop loop -> ApiError.loop(String.valueOf(loop.getMessage()));
      case AskException.Wrong wrong ->
          ApiError.badRequest(wrong.field(), String.valueOf(wrong.getMessage()));
      default -> {
        LOG.atError().addKeyValue("request_id", exchange.id()).setCause(e).log("request failed");
        yield ApiError.internal();
      }
    };
  }
}
