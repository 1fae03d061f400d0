package dev.staircase.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.server.watch.Play;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private final Telemetry telemetry = Telemetry.start(TelemetrySettings.DEFAULT);

  @AfterEach
  void close() {
    telemetry.close();
  }

  private Metrics metrics() {
    return Metrics.of(String.valueOf(telemetry.prometheus()));
  }

  /// Proposers' eighth tokens come after 50 + 7 * 20 ms, the writer's first one 50 ms later;
  /// serially it would have waited for the two hundredth.
  @Test
  void aStaircaseIsMeasured() {
    Schedule played = Play.play(telemetry, Play.begun("1", Play.trio(Pace.BALANCED, "Why?")));
    Metrics metrics = metrics();
    Map<String, String> trio =
        Map.of("gen_ai_request_model", "trio", "gen_ai_provider_name", "staircase");
    Map<String, String> p1 = Map.of("gen_ai_request_model", "p1", "gen_ai_provider_name", "local");
    int steps = played.writer().steps();
    record Row(String name, Map<String, String> labels, double value) {}
    for (Row row :
        List.of(
            new Row("gen_ai_server_time_to_first_token_seconds_count", trio, 1),
            new Row("gen_ai_server_time_to_first_token_seconds_sum", trio, 0.24),
            new Row("gen_ai_workflow_duration_seconds_sum", trio, played.e2eMs() / 1e3),
            new Row("gen_ai_server_request_duration_seconds_count", trio, 1),
            new Row("staircase_ttft_overhead_seconds_sum", trio, 0),
            new Row("staircase_ttft_saved_seconds_sum", trio, 4.08 - 0.24),
            new Row("staircase_steps_sum", trio, steps),
            new Row("staircase_answers_total", Map.of("staircase_outcome", "stop"), 1),
            new Row("staircase_answers_under_way", trio, 0),
            new Row("staircase_calls_total", Map.of("staircase_purpose", "write"), played.calls()),
            new Row("gen_ai_client_operation_duration_seconds_count", Map.of(), played.calls()),
            new Row("gen_ai_client_operation_duration_seconds_sum", p1, 0.05 + 199 * 0.02),
            new Row("gen_ai_client_operation_time_to_first_chunk_seconds_sum", p1, 0.05),
            new Row("gen_ai_client_operation_time_per_output_chunk_seconds_count", p1, 199),
            new Row("gen_ai_client_operation_time_per_output_chunk_seconds_sum", p1, 199 * 0.02),
            new Row(
                "gen_ai_client_token_usage_sum",
                Map.of("gen_ai_token_type", "output"),
                played.usage().completionTokens()),
            new Row(
                "gen_ai_client_token_usage_sum",
                Map.of("gen_ai_token_type", "input"),
                played.usage().promptTokens()),
            new Row(
                "staircase_spend_usd_total",
                Map.of(),
                (played.usage().completionTokens() + played.usage().promptTokens()) / 1e6))) {
      assertThat(metrics.sum(row.name(), row.labels()))
          .as("%s%s", row.name(), row.labels())
          .isCloseTo(row.value(), within(1e-9));
    }
    assertThat(metrics.sum("staircase_stall_seconds_sum", trio)).isPositive();
    assertThat(metrics.sum("gen_ai_server_time_per_output_token_seconds_sum", trio))
        .isGreaterThan(0.02);
  }

  @Test
  void aSerialAnswerSavesNothingAndHasNoOverhead() {
    Play.play(telemetry, Play.begun("1", Play.trio(Pace.SERIAL, "Why?")));
    assertThat(metrics().types())
        .containsKey("gen_ai_server_time_to_first_token_seconds")
        .doesNotContainKeys("staircase_ttft_saved_seconds", "staircase_ttft_overhead_seconds");
  }

  /// The third proposer needs 2 s to its first token, and 300 ms are allowed: the writer goes
  /// without it, and waits 300 ms longer than the others would have made it.
  @Test
  void patienceWithALateProposerIsOverhead() {
    Pace pace = Pace.BALANCED.waiting(2, 300);
    Play.play(telemetry, Play.begun("1", Play.trio(pace, "Why?")), Map.of("local/p3", 2_000));
    Metrics metrics = metrics();
    assertThat(metrics.sum("staircase_befell_total", Map.of("staircase_what", "late"))).isOne();
    assertThat(metrics.sum("staircase_ttft_overhead_seconds_sum", Map.of()))
        .isCloseTo(0.3, within(1e-9));
  }

  /// Two of three make a quorum impossible.
  @Test
  void failuresAreCountedByWhoseTheyAre() {
    Plan plan = Play.trio(Pace.BALANCED, "Why?");
    Watch watch = telemetry.begin(Play.begun("1", plan));
    Tally tally = new Tally(plan);
    var engine = new dev.staircase.core.engine.Engine(plan);
    var error = new CallError(CallError.Kind.THEIRS, 500, "what they said");
    List<Event> events =
        List.of(new Event.Started(), new Event.Failed(0, error), new Event.Failed(1, error));
    assertThat(metrics().sum("staircase_answers_under_way", Map.of())).isOne();
    for (Event event : events) {
      watch.event(1_000, event);
      tally.event(1_000, event);
      var effects = engine.on(event);
      watch.effects(1_000, effects);
      tally.effects(1_000, effects);
    }
    watch.over(502, false, tally);
    Metrics metrics = metrics();
    assertThat(metrics.sum("staircase_call_errors_total", Map.of("error_type", "theirs")))
        .isEqualTo(2);
    assertThat(metrics.sum("staircase_answers_total", Map.of("staircase_outcome", "failed")))
        .isOne();
    assertThat(
            metrics.sum(
                "gen_ai_server_request_duration_seconds_count", Map.of("error_type", "theirs")))
        .isOne();
    assertThat(metrics.sum("staircase_answers_under_way", Map.of())).isZero();
  }

  @Test
  void refusalsAreCounted() {
    telemetry.refused(new Refused("1", "chat.completions", null, 429, "rate_limit_exceeded"));
    assertThat(
            metrics()
                .sum(
                    "staircase_refused_total",
                    Map.of(
                        "http_response_status_code", "429", "error_type", "rate_limit_exceeded")))
        .isOne();
  }

  @Test
  void whatIsPassedOnIsACallToo() {
    telemetry.passed(Play.PASSED);
    Metrics metrics = metrics();
    assertThat(metrics.sum("staircase_passed_total", Map.of("staircase_surface", "embeddings")))
        .isOne();
    Map<String, String> call =
        Map.of("gen_ai_operation_name", "embeddings", "gen_ai_request_model", "embed");
    assertThat(metrics.sum("gen_ai_client_operation_duration_seconds_sum", call)).isEqualTo(0.02);
    assertThat(metrics.sum("gen_ai_client_token_usage_sum", call)).isEqualTo(7);
    assertThat(metrics.sum("staircase_spend_usd_total", call)).isEqualTo(0.5);
  }

  @Test
  void whatIsOffTellsNothing() {
    try (var off = Telemetry.start(new TelemetrySettings(null, Map.of(), false, 1, "staircase"))) {
      Play.play(off, Play.begun("1", Play.trio(Pace.BALANCED, "Why?")));
      assertThat(off.prometheus()).isNull();
    }
  }
}
