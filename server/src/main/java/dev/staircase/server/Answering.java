package dev.staircase.server;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.client.Trail;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.Wording;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests with virtual models: reads one, lets it in, and has it answered on the event
/// loop of its connection.
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final int LARGE_BODY_BYTES = 64 * 1024;
  private static final long MS_PER_S = 1_000;

  private final Vertx vertx;
  private final InService service;
  private final Gate gate;
  private final Watcher watcher;
  private final Admission admission;
  private final ServerSettings settings;
  private final StreamTiming timing;

  Answering(
      Vertx vertx,
      InService service,
      Gate gate,
      Watcher watcher,
      Admission admission,
      ServerSettings settings,
      StreamTiming timing) {
    this.vertx = vertx;
    this.service = service;
    this.gate = gate;
    this.watcher = watcher;
    this.admission = admission;
    this.settings = settings;
    this.timing = timing;
  }

  void take(Exchange exchange) {
    gate.caller(exchange.credential())
        .onSuccess(caller -> answer(exchange, caller).onFailure(e -> refuse(exchange, caller, e)))
        .onFailure(e -> refuse(exchange, null, e));
  }

  private Future<?> answer(Exchange exchange, Caller caller) {
    return Body.read(vertx, exchange.request(), settings.maxBodyBytes(), timing.bodyMs())
        .compose(body -> read(exchange.surface(), body))
        .compose(question -> letIn(exchange, caller, question));
  }

  private void refuse(Exchange exchange, @Nullable Caller caller, Throwable e) {
    ApiError error = error(exchange, e);
    exchange.fail(error);
    String surface = exchange.surface().name();
    watcher.refused(new Refused(exchange.id(), surface, caller, error.status(), error.code()));
  }

  private Future<? extends Surface.Question> read(Surface surface, byte[] body) {
    if (body.length <= LARGE_BODY_BYTES) {
      return Future.succeededFuture(surface.read(body));
    }
    return vertx.executeBlocking(() -> surface.read(body), false);
  }

  private Future<?> letIn(Exchange exchange, Caller caller, Surface.Question question) {
    Ask ask = ask(question.chat(), trail(exchange.request()));
    if (!caller.mayAsk(ask.model())) {
      throw ApiError.forbidden(ask.model()).exception();
    }
    var stay = new Stay(admission.enter(), service.take(), exchange.response());
    return stay.granted()
        .compose(granted -> stay.staircase().plan(ask))
        .compose(plan ->
            gate.enter(caller, Claims.of(exchange.id(), ask, plan))
                .onSuccess(pass -> {
                  if (exchange.isOver()) {
                    pass.settle(Usage.NONE, 0);
                    return;
                  }
                  Tally tally = new Tally(plan);
                  Watch watch = watcher.begin(begun(exchange, caller, question.chat(), plan));
                  Witness settlement = stay.settlement(pass, tally, watch);
                  AnswerListener reply = reply(exchange, question, tally, stay);
                  Witness narration = Narration.of(question.chat(), plan, reply);
                  stay.begun(
                      stay.staircase()
                          .answer(ask, plan, reply, tally, watch, narration, settlement));
                }));
  }

  private AnswerListener reply(
      Exchange exchange, Surface.Question question, Tally tally, Stay stay) {
    Wording wording = question.wording(exchange.id(), System.currentTimeMillis() / MS_PER_S);
    return question.chat().stream()
        ? new StreamedReply(exchange, wording, tally, timing, stay::abandon)
        : new WholeReply(exchange, wording, tally);
  }

  private static Begun begun(Exchange exchange, Caller caller, ChatRequest chat, Plan plan) {
    MultiMap headers = exchange.request().headers();
    List<String> state = headers.getAll("tracestate");
    return new Begun(
        exchange.id(),
        exchange.surface().name(),
        chat.model(),
        caller,
        chat.stream(),
        plan,
        headers.get("traceparent"),
        state.isEmpty() ? null : String.join(",", state));
  }

  private static Ask ask(ChatRequest chat, Trail trail) {
    return new Ask(
        chat.model(),
        chat.conversation(),
        chat.sampling(),
        chat.maxTokens(),
        chat.overrides(),
        trail);
  }

  private static Trail trail(HttpServerRequest request) {
    String header = String.join(",", request.headers().getAll(Trail.HEADER));
    try {
      return Trail.parse(header);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(null, "the header " + e.getMessage()).exception();
    }
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
        LOG.error("request {} failed", exchange.id(), e);
        yield ApiError.internal();
      }
    };
  }
}
