package dev.staircase.server;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Tokens;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.client.PassedRequest;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.watch.Passed;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import tools.jackson.databind.node.ObjectNode;

/// Passes requests on to plain models, as far as the configuration lets it.
final class Passing {
  private final InService service;
  private final Gate gate;
  private final Watcher watcher;
  private final Admission admission;
  private final StreamTiming timing;

  Passing(InService service, Gate gate, Watcher watcher, Admission admission, StreamTiming timing) {
    this.service = service;
    this.gate = gate;
    this.watcher = watcher;
    this.admission = admission;
    this.timing = timing;
  }

  /// Whether a request is for a plain model.
  boolean isFor(ObjectNode body) {
    return service.staircase().config().server().passes(body.path("model").asString(""));
  }

  /// Lets a request in and passes it on.
  ///
  /// @param endpoint below the upstream's base URL
  Future<?> pass(Exchange exchange, Caller caller, String endpoint, ObjectNode body) {
    String model = Fields.text(body, "model");
    boolean streamed = Fields.bool(body, "stream");
    if (!isFor(body)) {
      throw ApiError.notPassedThrough(model, service.staircase().models().contains(model))
          .exception();
    }
    if (!caller.mayAsk(model)) {
      throw ApiError.forbidden(model).exception();
    }
    var headers = exchange.request();
    var request =
        new PassedRequest(
            endpoint, model, body, Reception.trail(headers), Reception.trace(headers));
    var stay = new Stay(admission.enter(), service.take(), exchange.response());
    return stay.granted()
        .compose(granted -> gate.enter(caller, claim(exchange, request)))
        .map(pass -> begin(exchange, caller, request, streamed, stay, pass));
  }

  private boolean begin(
      Exchange exchange,
      Caller caller,
      PassedRequest request,
      boolean streamed,
      Stay stay,
      Pass pass) {
    if (exchange.isOver()) {
      pass.settle(Usage.NONE, 0);
      return false;
    }
    Staircase staircase = stay.staircase();
    long startNanos = System.nanoTime();
    var relay =
        new Relay(
            exchange,
            streamed,
            timing,
            staircase.config().price(request.model()),
            (usage, usd) -> {
              pass.settle(usage, usd);
              stay.atEnd((status, clientLeft) ->
                  watcher.passed(
                      new Passed(
                          exchange.id(),
                          exchange.api().name(),
                          request.model(),
                          caller,
                          streamed,
                          status,
                          clientLeft,
                          usage,
                          usd,
                          System.nanoTime() - startNanos)));
            });
    stay.begun(relay::abandon);
    try {
      relay.of(staircase.pass(request, relay));
    } catch (RuntimeException e) {
      relay.abandon();
      throw e;
    }
    return true;
  }

  private static Claim claim(Exchange exchange, PassedRequest request) {
    long most = request.body().path("max_tokens").asLong(0);
    long completion = request.body().path("max_completion_tokens").asLong(most);
    return new Claim(
        exchange.id(),
        request.model(),
        Tokens.in(request.body().toString()),
        Math.max(0, completion),
        0);
  }
}
