package dev.staircase.server;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Health;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.stream.Collectors;

/// What operators and callers may see of the server: whether it is ready, its metrics, and the
/// traces of their own answers.
final class Insight {
  private static final String TRACES = "/v1/staircase/traces/";

  private final Vertx vertx;
  private final Reception reception;
  private final Admission admission;
  private final Operations operations;

  Insight(Vertx vertx, Reception reception, Admission admission, Operations operations) {
    this.vertx = vertx;
    this.reception = reception;
    this.admission = admission;
    this.operations = operations;
  }

  /// Whether the process lives.
  void health(Exchange exchange) {
    exchange.reply(200, "{\"status\":\"ok\"}");
  }

  /// Whether requests are to be sent here: not to a server that stops, nor to one that would refuse
  /// them since a store is away.
  void ready(Exchange exchange) {
    if (admission.isClosed()) {
      exchange.fail(ApiError.stopping());
      return;
    }
    operations
        .gate()
        .health()
        .onSuccess(stores -> {
          String away =
              stores.stream()
                  .filter(store -> !store.up() && store.refuses())
                  .map(Health::store)
                  .collect(Collectors.joining(", "));
          if (away.isEmpty()) {
            exchange.reply(200, "{\"status\":\"ready\"}");
          } else {
            exchange.fail(ApiError.storesAway(away));
          }
        });
  }

  /// The metrics, for admins: they tell how much all callers ask.
  void metrics(Exchange exchange) {
    reception.known(
        exchange,
        caller -> {
          Telemetry telemetry = operations.telemetry();
          String text = telemetry == null ? null : telemetry.prometheus();
          if (text == null) {
            throw ApiError.switchedOff("/metrics", "server.telemetry.metrics").exception();
          }
          checkAdmin(caller);
          exchange.reply(200, Telemetry.PROMETHEUS_TYPE, text);
          return Future.succeededFuture();
        });
  }

  /// The trace of an answer, for the key that asked and for admins. Others are told what they would
  /// be told of one that never was.
  void trace(Exchange exchange) {
    reception.known(
        exchange,
        caller -> {
          KeptTraces traces = operations.traces();
          if (traces == null) {
            throw ApiError.switchedOff(TRACES, "server.traces.keep").exception();
          }
          String id = exchange.path().substring(TRACES.length());
          return vertx
              .executeBlocking(() -> found(traces.read(id, caller)), false)
              .onSuccess(trace -> exchange.reply(200, "application/jsonl", trace));
        });
  }

  private static String found(Optional<String> trace) {
    return trace.orElseThrow(() -> ApiError.noSuchTrace().exception());
  }

  private static void checkAdmin(Caller caller) {
    if (!caller.admin()) {
      throw ApiError.forAdmins().exception();
    }
  }
}
