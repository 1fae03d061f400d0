package dev.staircase.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Serving.Routing;
import dev.staircase.lab.measure.Quantiles;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.paced.PacedModel;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.paced.Writing;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.config.Config;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation against the wire: the same questions at the same times, once to paced models over
/// loopback in real time, once in virtual time. In real time, and so for a machine with nothing
/// else to do: `mvn -pl lab -am test -Dtest=WireTest -Dwire.check=true`.
@EnabledIfSystemProperty(named = "wire.check", matches = "true")
final class WireTest {
  private static final int TOKENS = 60;
  private static final int PROMPT = 60;
  private static final int MEASURED = 24;
  private static final int WARM_UP = 6;
  private static final double PER_SECOND = 4;
  private static final int ATTEMPTS = 3;
  private static final double MOST_LATE_MS = 8;
  private static final double READ_TOKENS_PER_S = 20_000;

  /// Milliseconds that a busy machine may add.
  private static final double NOISE_MS = 30;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void theSimulationAgreesWithTheWire(Strategy strategy) throws Exception {
    List<Serving> models =
        List.of(
            model("local/p1", 24),
            model("local/p2", 20),
            model("local/p3", 22),
            model(Fleets.WRITER, 18));
    List<Double> arrivals = arrivals();
    Fleet fleet =
        new Fleet(
            models,
            Fleets.team(Layout.APPENDED, Pace.BALANCED),
            new Load(
                new Arrivals.Trace(arrivals),
                new Length.Fixed(PROMPT),
                new Length.Fixed(TOKENS),
                new Length.Fixed(TOKENS)));
    Result simulated =
        Simulation.run(fleet, strategy, Slo.NONE, new Extent(MEASURED, WARM_UP, 1, 1_000, 1));
    List<Tally> measured = quietlyMeasured(fleet, strategy, arrivals);
    agrees("TTFT", sorted(measured, Tally::ttftMs), simulated.ttft());
    agrees("E2E", sorted(measured, Tally::e2eMs), simulated.e2e());
    double calls = measured.stream().mapToInt(Tally::calls).sum();
    assertThat((double) simulated.calls()).isCloseTo(calls, within(0.1 * calls));
  }

  /// The measured answers of a run in which timers were in time; where a busy machine lets there be
  /// none, nothing can be compared.
  private static List<Tally> quietlyMeasured(Fleet fleet, Strategy strategy, List<Double> arrivals)
      throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Lateness lateness = new Lateness();
      List<Tally> measured = measured(fleet, strategy, arrivals, lateness);
      if (lateness.p98() < MOST_LATE_MS) {
        return measured.subList(WARM_UP, arrivals.size());
      }
    }
    return Assumptions.abort(
        "expected a machine whose timers are at most %.0f ms late, found a busier one %d times"
            .formatted(MOST_LATE_MS, ATTEMPTS));
  }

  /// How late the timers of the answers' event loop are.
  private static final class Lateness {
    private static final long EVERY_MS = 5;
    private final List<Double> lateMs = Collections.synchronizedList(new ArrayList<>());
    private long last;

    void watch(Vertx vertx) {
      last = System.nanoTime();
      vertx.setPeriodic(
          EVERY_MS,
          id -> {
            long now = System.nanoTime();
            lateMs.add((now - last) / 1e6 - EVERY_MS);
            last = now;
          });
    }

    double p98() {
      return Quantiles.of(lateMs.stream().mapToDouble(late -> late).sorted().toArray(), 0.98);
    }
  }

  /// Medians within 5 %, p95 within 10 %, or what the machine's noise is.
  private static void agrees(String figure, double[] wire, Sketch simulated) {
    near(figure + " median", Quantiles.of(wire, 0.5), simulated.quantile(0.5), 0.05, NOISE_MS);
    near(figure + " p95", Quantiles.of(wire, 0.95), simulated.quantile(0.95), 0.1, 2 * NOISE_MS);
  }

  private static void near(String what, double wire, double simulated, double share, double ms) {
    assertThat(simulated)
        .as("%s, %.0f ms on the wire", what, wire)
        .isCloseTo(wire, within(Math.max(share * wire, ms)));
  }

  private static double[] sorted(List<Tally> tallies, ToDoubleFunction<Tally> figure) {
    return tallies.stream().mapToDouble(figure).sorted().toArray();
  }

  private static Serving model(String name, double tokenMs) {
    return new Serving(
        name,
        1,
        READ_TOKENS_PER_S,
        50,
        tokenMs,
        0,
        0,
        8,
        1_000_000,
        true,
        Routing.LEAST_LOADED,
        0,
        0,
        0,
        0);
  }

  private static List<Double> arrivals() {
    var random = new SplittableRandom(11);
    List<Double> times = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      at += 1_000 * random.nextExponential() / PER_SECOND;
      times.add(at);
    }
    return times;
  }

  private static List<Tally> measured(
      Fleet fleet, Strategy strategy, List<Double> arrivals, Lateness lateness) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      PacedModels paced =
          PacedModels.start(
                  vertx,
                  PacedOptions.defaults()
                      .withPort(0)
                      .withModels(fleet.models().stream().map(WireTest::paced).toList()))
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      try (var staircase = Staircase.start(vertx, Config.builtIn(paced.baseUrl()))) {
        return asked(vertx, staircase, fleet, strategy, arrivals, lateness);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private static PacedModel paced(Serving serving) {
    return PacedModel.of(
        serving.name().substring("local/".length()),
        new Writing.Fixed(TOKENS),
        dev.staircase.lab.paced.Pace.STEADY
            .withPrefillBaseMs(serving.firstTokenMs())
            .withPrefillTokensPerS(serving.readTokensPerS())
            .withItlMs(serving.tokenMs())
            .withSlots(serving.slots()));
  }

  /// Asks each question when it is due, on one event loop.
  private static List<Tally> asked(
      Vertx vertx,
      Staircase staircase,
      Fleet fleet,
      Strategy strategy,
      List<Double> arrivals,
      Lateness lateness)
      throws Exception {
    var topology = fleet.team().topology(strategy);
    Questions questions = new Questions(PROMPT);
    List<Tally> tallies = new ArrayList<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    var context = vertx.getOrCreateContext();
    context.runOnContext(now -> lateness.watch(vertx));
    for (int i = 0; i < arrivals.size(); i++) {
      Plan plan = fleet.team().plan(topology, strategy, questions.of(i, PROMPT), "f3nce" + i);
      Tally tally = new Tally(plan);
      var outcome = new CompletableFuture<Outcome>();
      tallies.add(tally);
      outcomes.add(outcome);
      long dueMs = 1 + Math.round(arrivals.get(i));
      context.runOnContext(
          now -> vertx.setTimer(dueMs, id -> staircase.answer(plan, until(outcome), tally)));
    }
    for (var outcome : outcomes) {
      assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
    }
    return tallies;
  }

  private static AnswerListener until(CompletableFuture<Outcome> over) {
    return new AnswerListener() {
      @Override
      public void text(String text) {}

      @Override
      public void done(Outcome outcome) {
        over.complete(outcome);
      }
    };
  }
}
