package dev.staircase.server.telemetry;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.topology.Agent;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.client.TraceContext;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Watch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The spans of one answer: `invoke_workflow MODEL` > `invoke_agent NAME` > `chat MODEL`. An
/// agent's span lasts from its first call to the end of its last one.
///
/// What befell an agent is an event of its span. Texts are left out, those of errors too: upstreams
/// like to repeat in them what they were asked.
final class AnswerSpans implements Watch {
  private static final AttributeKey<List<String>> FINISH =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  private final Tracer tracer;
  private final List<Agent> agents;
  private final Instant beganAt = Instant.now();
  private final Span workflow;
  private final Context ofWorkflow;
  private final Map<Integer, AgentSpan> agentSpans = new TreeMap<>();
  private final Map<Integer, CallSpan> calls = new HashMap<>();
  private long doneAt;

  AnswerSpans(Tracer tracer, Begun begun) {
    this.tracer = tracer;
    this.agents = begun.plan().topology().agents();
    Context parent = TraceHeaders.read(begun.trace());
    this.workflow =
        tracer
            .spanBuilder("invoke_workflow " + begun.model())
            .setParent(parent)
            .setStartTimestamp(beganAt)
            .setAttribute(Keys.OPERATION, "invoke_workflow")
            .setAttribute(Keys.WORKFLOW, begun.model())
            .setAttribute(Keys.SURFACE, begun.surface())
            .setAttribute("staircase.request.id", begun.id())
            .setAttribute("gen_ai.request.stream", begun.streamed())
            .startSpan();
    this.ofWorkflow = parent.with(workflow);
  }

  /// An agent's span, and when the last of its calls was over.
  private static final class AgentSpan {
    final Span span;
    long lastAt;

    AgentSpan(Span span, long at) {
      this.span = span;
      this.lastAt = at;
    }
  }

  /// The span of a call under way.
  private static final class CallSpan {
    final Span span;
    final AgentSpan agent;
    final long openedAt;
    boolean spoke;

    CallSpan(Span span, AgentSpan agent, long openedAt) {
      this.span = span;
      this.agent = agent;
      this.openedAt = openedAt;
    }
  }

  @Override
  public void event(long atMicros, Event event) {
    switch (event) {
      case Event.Delta(int call, String text) -> spoke(atMicros, call);
      case Event.ToolCalls(int call, String json) -> spoke(atMicros, call);
      case Event.Counted(int call, var usage) -> usage(call, usage);
      case Event.Ended(int call, var finish) -> ended(atMicros, call, finish);
      case Event.Failed(int call, var error) -> failed(atMicros, call, error);
      case Event.Started _, Event.Deadline _, Event.ClientGone _ -> {}
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> opened(atMicros, call);
        case Effect.Abort(int call) -> cut(atMicros, call);
        case Effect.Note(int agent, var what, var _) ->
            agentSpan(atMicros, agent).span.addEvent(Keys.word(what), at(atMicros));
        case Effect.Done(var outcome) -> done(atMicros, outcome);
        case Effect.Emit _, Effect.EmitToolCalls _, Effect.Arm _ -> {}
      }
    }
  }

  private void opened(long atMicros, Effect.Call call) {
    AgentSpan agent = agentSpan(atMicros, call.agent());
    Attributes attributes = Keys.ofCall(call.request().model(), call.purpose());
    Span span =
        tracer
            .spanBuilder("chat " + attributes.get(Keys.MODEL))
            .setParent(ofWorkflow.with(agent.span))
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(at(atMicros))
            .setAllAttributes(attributes)
            .setAttribute(Keys.AGENT, agents.get(call.agent()).name())
            .setAttribute("staircase.step", call.step())
            .startSpan();
    if (call.request().maxTokens() > 0) {
      span.setAttribute("gen_ai.request.max_tokens", call.request().maxTokens());
    }
    calls.put(call.call(), new CallSpan(span, agent, atMicros));
  }

  private AgentSpan agentSpan(long atMicros, int agent) {
    return agentSpans.computeIfAbsent(
        agent,
        index -> {
          String name = agents.get(index).name();
          return new AgentSpan(
              tracer
                  .spanBuilder("invoke_agent " + name)
                  .setParent(ofWorkflow)
                  .setStartTimestamp(at(atMicros))
                  .setAttribute(Keys.OPERATION, "invoke_agent")
                  .setAttribute(Keys.AGENT, name)
                  .startSpan(),
              atMicros);
        });
  }

  private void spoke(long atMicros, int number) {
    CallSpan call = calls.get(number);
    if (call != null && !call.spoke) {
      call.spoke = true;
      call.span.setAttribute(
          "gen_ai.response.time_to_first_chunk", (atMicros - call.openedAt) / 1e6);
    }
  }

  @Override
  public void usage(int number, Usage usage) {
    CallSpan call = calls.get(number);
    if (call != null) {
      count(call.span, usage);
    }
  }

  private static void count(Span span, Usage usage) {
    span.setAttribute("gen_ai.usage.input_tokens", usage.promptTokens());
    span.setAttribute("gen_ai.usage.output_tokens", usage.completionTokens());
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cachedTokens());
  }

  private void ended(long atMicros, int number, Finish finish) {
    CallSpan call = over(atMicros, number);
    if (call != null) {
      call.span.setAttribute(FINISH, List.of(Keys.word(finish)));
      call.span.end(at(atMicros));
    }
  }

  private void failed(long atMicros, int number, CallError error) {
    CallSpan call = over(atMicros, number);
    if (call != null) {
      failed(call.span, error);
      call.span.end(at(atMicros));
    }
  }

  private void cut(long atMicros, int number) {
    CallSpan call = over(atMicros, number);
    if (call != null) {
      call.span.setAttribute("staircase.cut", true);
      call.span.end(at(atMicros));
    }
  }

  private @Nullable CallSpan over(long atMicros, int number) {
    CallSpan call = calls.remove(number);
    if (call != null) {
      call.agent.lastAt = atMicros;
    }
    return call;
  }

  private static void failed(Span span, CallError error) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(Keys.ERROR, Keys.word(error.kind()));
    if (error.status() > 0) {
      span.setAttribute(Keys.STATUS, error.status());
    }
  }

  private void done(long atMicros, Outcome outcome) {
    doneAt = atMicros;
    agentSpans.values().forEach(agent -> agent.span.end(at(agent.lastAt)));
    workflow.setAttribute(Keys.OUTCOME, Keys.outcome(outcome));
    if (outcome instanceof Outcome.Failed(var error)) {
      failed(workflow, error);
    }
  }

  @Override
  public void over(int status, boolean clientLeft, Tally tally) {
    count(workflow, tally.usage());
    workflow.setAttribute("staircase.steps", tally.steps());
    workflow.setAttribute("staircase.calls", tally.calls());
    workflow.setAttribute("staircase.client_left", clientLeft);
    if (tally.ttftMs() >= 0) {
      workflow.setAttribute("staircase.ttft", tally.ttftMs() / 1e3);
    }
    workflow.end(at(doneAt));
  }

  @Override
  public @Nullable TraceContext context(int number) {
    CallSpan call = calls.get(number);
    return call == null ? null : TraceHeaders.write(call.span.getSpanContext());
  }

  private Instant at(long micros) {
    return beganAt.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
