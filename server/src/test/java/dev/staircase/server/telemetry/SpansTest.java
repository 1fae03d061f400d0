package dev.staircase.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.server.watch.Live;
import dev.staircase.server.watch.Watcher;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SpansTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-" + SPAN + "-00";
  private static final String WORDS = "one two three four five six seven eight nine ten";

  private static Telemetry telemetry(OtlpReceiver receiver, double sampling) {
    return Telemetry.start(
        new TelemetrySettings(
            receiver.url(),
            Map.of("Authorization", new Secret("Bearer otlp")),
            true,
            sampling,
            "test"));
  }

  private static Set<String> ids(List<Span> spans) {
    return spans.stream().map(OtlpReceiver::id).collect(Collectors.toSet());
  }

  @Test
  void anAnswerIsAWorkflowOfAgentsOfCalls() throws Exception {
    try (var live = new Live(model -> WORDS)) {
      var receiver = new OtlpReceiver(live.vertx);
      try (var telemetry = telemetry(receiver, 0)) {
        assertThat(live.ask(telemetry, "Why?", SAMPLED)).isInstanceOf(Outcome.Completed.class);
        telemetry.flush();
      }
      assertThat(receiver.spans("invoke_workflow trio")).hasSize(1);
      Span workflow = receiver.spans("invoke_workflow trio").getFirst();
      assertThat(OtlpReceiver.parent(workflow)).isEqualTo(SPAN);
      assertThat(OtlpReceiver.attributes(workflow))
          .containsEntry("gen_ai.operation.name", "invoke_workflow")
          .containsEntry("gen_ai.workflow.name", "trio")
          .containsEntry("staircase.request.id", "req-1")
          .containsEntry("staircase.outcome", "stop")
          .containsKeys("gen_ai.usage.input_tokens", "staircase.steps", "staircase.ttft");

      List<Span> agents = receiver.spans("invoke_agent ");
      assertThat(agents)
          .hasSize(4)
          .allMatch(agent -> OtlpReceiver.parent(agent).equals(OtlpReceiver.id(workflow)))
          .allMatch(agent -> agent.getEndTimeUnixNano() > agent.getStartTimeUnixNano());

      List<Span> calls = receiver.spans("chat ");
      assertThat(calls)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(call -> ids(agents).contains(OtlpReceiver.parent(call)))
          .allMatch(call -> OtlpReceiver.trace(call).equals(TRACE))
          .allMatch(call -> call.getKind() == Span.SpanKind.SPAN_KIND_CLIENT);
      Span p1 = receiver.spans("chat p1").getFirst();
      assertThat(OtlpReceiver.attributes(p1))
          .containsEntry("gen_ai.operation.name", "chat")
          .containsEntry("gen_ai.provider.name", "local")
          .containsEntry("gen_ai.request.model", "p1")
          .containsEntry("gen_ai.usage.input_tokens", "9")
          .containsEntry("gen_ai.usage.output_tokens", "4")
          .containsEntry("gen_ai.usage.cache_read.input_tokens", "3")
          .containsEntry("staircase.purpose", "write");

      Set<String> upstream = new HashSet<>();
      for (Live.Request request : live.requests) {
        String parent = request.header("traceparent");
        assertThat(parent).startsWith("00-" + TRACE + "-").endsWith("-01");
        assertThat(request.headers()).containsEntry("tracestate", "vendor=1");
        upstream.add(parent.split("-", -1)[2]);
      }
      assertThat(upstream).as("each call is its own span's").isEqualTo(ids(calls));
      assertThat(receiver.authorizations).isNotEmpty().allMatch("Bearer otlp"::equals);
    }
  }

  @Test
  void aFailedCallIsAnErrorAndWhatItLedToAnEvent() throws Exception {
    try (var live = new Live(model -> model.equals("p3") ? "!no" : WORDS)) {
      var receiver = new OtlpReceiver(live.vertx);
      try (var telemetry = telemetry(receiver, 1)) {
        assertThat(live.ask(telemetry, "Why?", null)).isInstanceOf(Outcome.Completed.class);
        telemetry.flush();
      }
      Span call = receiver.spans("chat p3").getFirst();
      assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(OtlpReceiver.attributes(call))
          .containsEntry("error.type", "theirs")
          .containsEntry("http.response.status_code", "500");
      assertThat(receiver.spans("invoke_agent p3").getFirst().getEventsList())
          .extracting(Span.Event::getName)
          .containsExactly("dropped");
      assertThat(OtlpReceiver.parent(receiver.spans("invoke_workflow").getFirst())).isEmpty();
    }
  }

  /// Who asked decided that the trace isn't kept: it goes on upstream all the same.
  @Test
  void aTraceThatIsNotSampledIsPassedOnButNotSent() throws Exception {
    try (var live = new Live(model -> WORDS)) {
      var receiver = new OtlpReceiver(live.vertx);
      try (var telemetry = telemetry(receiver, 1)) {
        live.ask(telemetry, "Why?", UNSAMPLED);
        telemetry.flush();
      }
      assertThat(receiver.spans("")).isEmpty();
      assertThat(live.requests)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(
              request -> request.header("traceparent").matches("00-" + TRACE + "-[0-9a-f]{16}-00"));
    }
  }

  @Test
  void aHeaderThatIsNoContextBeginsATraceOfItsOwn() throws Exception {
    try (var live = new Live(model -> WORDS)) {
      var receiver = new OtlpReceiver(live.vertx);
      try (var telemetry = telemetry(receiver, 1)) {
        live.ask(telemetry, "Why?", "00-nonsense");
        telemetry.flush();
      }
      assertThat(OtlpReceiver.parent(receiver.spans("invoke_workflow").getFirst())).isEmpty();
    }
  }

  @Test
  void withoutTelemetryCallsCarryNoContext() throws Exception {
    try (var live = new Live(model -> WORDS)) {
      live.ask(Watcher.NONE, "Why?", SAMPLED);
      assertThat(live.requests)
          .hasSizeGreaterThanOrEqualTo(4)
          .noneMatch(request -> request.headers().containsKey("traceparent"));
    }
  }
}
