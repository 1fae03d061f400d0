package dev.staircase.server;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.Wording;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;

/// Has requests answered by the engine, on the event loop of their connection.
final class Answering {
  private static final long MS_PER_S = 1_000;

  private final InService service;
  private final Gate gate;
  private final Watcher watcher;
  private final Admission admission;
  private final StreamTiming timing;

  Answering(
      InService service, Gate gate, Watcher watcher, Admission admission, StreamTiming timing) {
    this.service = service;
    this.gate = gate;
    this.watcher = watcher;
    this.admission = admission;
    this.timing = timing;
  }

  /// Lets a request in and begins to answer it.
  Future<?> answer(Exchange exchange, Caller caller, Surface.Question question) {
    Ask ask = ask(exchange, question.chat());
    if (!caller.mayAsk(ask.model())) {
      throw ApiError.forbidden(ask.model()).exception();
    }
    var stay = new Stay(admission.enter(), service.take(), exchange.response());
    return stay.granted()
        .compose(granted -> stay.staircase().plan(ask))
        .compose(plan ->
            gate.enter(caller, Claims.of(exchange.id(), ask, plan))
                .map(pass -> begin(exchange, caller, question, ask, plan, stay, pass)));
  }

  /// @return whether an answer was begun; none is when the client has left meanwhile
  private boolean begin(
      Exchange exchange,
      Caller caller,
      Surface.Question question,
      Ask ask,
      Plan plan,
      Stay stay,
      Pass pass) {
    if (exchange.isOver()) {
      pass.settle(Usage.NONE, 0);
      return false;
    }
    Tally tally = new Tally(plan);
    Watch watch = watcher.begin(begun(exchange, caller, question.chat(), plan));
    Witness settlement = stay.settlement(pass, tally, watch);
    AnswerListener reply = reply(exchange, question, tally, stay);
    Witness narration = Narration.of(question.chat(), plan, tally, reply);
    stay.begun(
        stay.staircase().answer(ask, plan, reply, tally, watch, narration, settlement)::cancel);
    return true;
  }

  private AnswerListener reply(
      Exchange exchange, Surface.Question question, Tally tally, Stay stay) {
    Wording wording = question.wording(exchange.id(), System.currentTimeMillis() / MS_PER_S);
    return question.chat().stream()
        ? new StreamedReply(
            exchange, wording, question.chat().events(), tally, timing, stay::abandon)
        : new WholeReply(exchange, wording, tally);
  }

  private static Begun begun(Exchange exchange, Caller caller, ChatRequest chat, Plan plan) {
    return new Begun(
        exchange.id(),
        exchange.api().name(),
        chat.model(),
        caller,
        chat.stream(),
        plan,
        Reception.trace(exchange.request()));
  }

  private static Ask ask(Exchange exchange, ChatRequest chat) {
    return new Ask(
        chat.model(),
        chat.conversation(),
        chat.sampling(),
        chat.maxTokens(),
        chat.overrides(),
        Reception.trail(exchange.request()));
  }
}
