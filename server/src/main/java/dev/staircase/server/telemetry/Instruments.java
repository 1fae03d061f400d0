package dev.staircase.server.telemetry;

import dev.staircase.core.chat.Usage;
import dev.staircase.server.watch.Passed;
import dev.staircase.server.watch.Refused;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/// Every metric there is: its name, unit and buckets. Those called `gen_ai` are OpenTelemetry's
/// ("Semantic conventions for generative AI metrics"), the others are ours. Times are in seconds.
///
/// `gen_ai.client` is about calls to upstreams, `gen_ai.server` about answers to clients, from when
/// the answer begins: a request that waits for its place is not being answered yet.
final class Instruments {
  private static final List<Double> LATENCIES =
      List.of(
          0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
          60.0);
  private static final List<Double> GAPS =
      List.of(
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.5, 10.0);
  private static final List<Double> SHARES =
      List.of(0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
  private static final List<Long> TOKENS =
      List.of(1L, 4L, 16L, 64L, 256L, 1_024L, 4_096L, 16_384L, 65_536L, 262_144L, 1_048_576L);
  private static final List<Long> STEPS = List.of(1L, 2L, 3L, 5L, 7L, 10L, 15L, 25L, 50L, 100L);

  private final Meter meter;

  final DoubleHistogram callDuration;
  final DoubleHistogram firstChunk;
  final DoubleHistogram perChunk;
  private final LongHistogram tokens;
  private final LongCounter cachedTokens;
  final LongCounter calls;
  final LongCounter callErrors;
  private final DoubleCounter usd;

  final DoubleHistogram requestDuration;
  final DoubleHistogram ttft;
  final DoubleHistogram perToken;
  final DoubleHistogram workflowDuration;
  final LongHistogram steps;
  final DoubleHistogram ttftOverhead;
  final DoubleHistogram ttftSaved;
  final DoubleHistogram stall;
  final DoubleHistogram lateEvidence;
  final LongCounter befell;
  final LongCounter answers;
  final LongUpDownCounter underWay;
  private final LongCounter passed;
  private final LongCounter refused;

  Instruments(Meter meter) {
    this.meter = meter;
    callDuration = latency("gen_ai.client.operation.duration", "A call to a model, whole.");
    firstChunk =
        latency(
            "gen_ai.client.operation.time_to_first_chunk",
            "From a call to its model's first text.");
    perChunk =
        seconds(
            "gen_ai.client.operation.time_per_output_chunk",
            "From one piece of a call's text to the next.",
            GAPS);
    tokens =
        count("gen_ai.client.token.usage", "{token}", "Tokens of a call, cached ones too.", TOKENS);
    cachedTokens =
        counter("staircase.tokens.cached", "{token}", "Input tokens that upstreams had cached.");
    calls = counter("staircase.calls", "{call}", "Calls to models that were opened.");
    callErrors = counter("staircase.call.errors", "{call}", "Calls to models that failed.");
    usd =
        meter
            .counterBuilder("staircase.spend.usd")
            .ofDoubles()
            .setDescription("What calls cost, in USD.")
            .build();
    requestDuration = latency("gen_ai.server.request.duration", "An answer, to its last byte.");
    ttft = latency("gen_ai.server.time_to_first_token", "To an answer's first text.");
    perToken =
        seconds(
            "gen_ai.server.time_per_output_token",
            "Mean time between the tokens of an answer after its first.",
            GAPS);
    workflowDuration = latency("gen_ai.workflow.duration", "An answer, to the engine's last word.");
    steps = count("staircase.steps", "{step}", "Steps in which an answer was written.", STEPS);
    ttftOverhead =
        latency("staircase.ttft.overhead", "First token later than its own calls allowed.");
    ttftSaved =
        latency("staircase.ttft.saved", "First token earlier than a serial answer's would be.");
    stall = latency("staircase.stall", "Time that an answer's stream stood still.");
    lateEvidence =
        meter
            .histogramBuilder("staircase.late_evidence")
            .setUnit("1")
            .setDescription("Share of the proposals that the writer saw late, or never.")
            .setExplicitBucketBoundariesAdvice(SHARES)
            .build();
    befell = counter("staircase.befell", "{event}", "What befell agents: retries, fallbacks, ...");
    answers = counter("staircase.answers", "{answer}", "Answers that are over.");
    underWay =
        meter
            .upDownCounterBuilder("staircase.answers.under_way")
            .setUnit("{answer}")
            .setDescription("Answers that are being written.")
            .build();
    passed = counter("staircase.passed", "{request}", "Requests passed on to plain models.");
    refused = counter("staircase.refused", "{request}", "Requests turned down without an answer.");
  }

  /// Counts a request that was turned down.
  void refused(Refused request) {
    refused.add(
        1,
        Attributes.of(
            Keys.SURFACE,
            request.surface(),
            Keys.ERROR,
            request.code(),
            Keys.STATUS,
            (long) request.status()));
  }

  /// Counts a request that was passed on, which is a call as well.
  void passed(Passed request) {
    Attributes call = Keys.ofCall(request.model(), Keys.operation(request.surface()), "pass");
    passed.add(
        1, Attributes.of(Keys.SURFACE, request.surface(), Keys.STATUS, (long) request.status()));
    callDuration.record(request.nanos() / 1e9, call);
    taken(call, request.usage(), request.usd());
  }

  /// Counts what a call took.
  void taken(Attributes call, Usage usage, double cost) {
    tokens.record(usage.promptTokens(), Keys.with(call, Keys.TOKEN_TYPE, "input"));
    tokens.record(usage.completionTokens(), Keys.with(call, Keys.TOKEN_TYPE, "output"));
    cachedTokens.add(usage.cachedTokens(), call);
    usd.add(cost, call);
  }

  private DoubleHistogram latency(String name, String what) {
    return seconds(name, what, LATENCIES);
  }

  private DoubleHistogram seconds(String name, String what, List<Double> buckets) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(what)
        .setExplicitBucketBoundariesAdvice(buckets)
        .build();
  }

  private LongHistogram count(String name, String unit, String what, List<Long> buckets) {
    return meter
        .histogramBuilder(name)
        .ofLongs()
        .setUnit(unit)
        .setDescription(what)
        .setExplicitBucketBoundariesAdvice(buckets)
        .build();
  }

  private LongCounter counter(String name, String unit, String what) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(what).build();
  }
}
