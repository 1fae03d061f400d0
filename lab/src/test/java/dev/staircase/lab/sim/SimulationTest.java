package dev.staircase.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final int SEEDS_FOR_A_PLANTED_BUG = 3_000;

  @Test
  void nothingIsFoundInTwentyThousandSeeds() {
    SimulationReport report = Simulation.run(0, 20_000, done -> {});
    assertThat(report.failures()).isEmpty();
    assertThat(report.answers()).isEqualTo(20_000);
    assertThat(report.toJson())
        .matches(
            "\\{\"seeds\":20000,\"from\":0,\"answers\":20000,\"failures\":0,\"hash\":\"[0-9a-f]{64}\","
                + "\"answers_per_s\":\\d+,\"events_per_s\":\\d+}");
  }

  @Test
  void aSeedIsTheSameEveryTime() {
    String hash = Simulation.run(700, 500, done -> {}).hash();
    assertThat(Simulation.run(700, 500, done -> {}).hash()).isEqualTo(hash);
    assertThat(Simulation.run(701, 500, done -> {}).hash()).isNotEqualTo(hash);
  }

  @Test
  void everythingHappens() {
    TreeSet<String> happened = new TreeSet<>();
    Function<Plan, Driver> watched =
        plan -> {
          Driver engine = Driver.ENGINE.apply(plan);
          return event -> {
            List<Effect> effects = engine.on(event);
            effects.forEach(effect -> happened.add(nameOf(effect)));
            return effects;
          };
        };
    for (long seed = 0; seed < 2_000; seed++) {
      assertThat(Simulation.one(Draws.scenario(seed), watched).run().violation())
          .as("seed %d", seed)
          .isNull();
    }
    assertThat(happened)
        .containsAll(Stream.of(Effect.What.values()).map(Enum::name).toList())
        .containsAll(Stream.of(Effect.Purpose.values()).map(Enum::name).toList())
        .containsAll(Stream.of(Finish.values()).map(finish -> "Completed " + finish).toList())
        .contains("Failed OURS", "Failed THEIRS", "Failed NETWORK", "Failed LIMIT")
        .contains("Cancelled", "EmitToolCalls");
  }

  private static String nameOf(Effect effect) {
    return switch (effect) {
      case Effect.Note(int agent, Effect.What what, String detail) -> what.name();
      case Effect.Call call -> call.purpose().name();
      case Effect.Done(Outcome.Completed(Finish finish)) -> "Completed " + finish;
      case Effect.Done(Outcome.Failed(CallError error)) -> "Failed " + error.kind();
      case Effect.Done(Outcome.Cancelled()) -> "Cancelled";
      case Effect.Emit emit -> "Emit";
      case Effect.EmitToolCalls tools -> "EmitToolCalls";
      case Effect.Abort abort -> "Abort";
      case Effect.Arm arm -> "Arm";
    };
  }

  @Test
  void anyOrderOfTiesIsFine() {
    int different = 0;
    for (long seed = 0; seed < 500; seed++) {
      Scenario scenario = Draws.scenario(seed);
      Simulation.Seed usual = Simulation.one(scenario, Driver.ENGINE);
      Simulation.Seed other = Simulation.one(scenario.withTies(seed + 1), Driver.ENGINE);
      assertThat(other.run().violation()).as("seed %d", seed).isNull();
      different += usual.hash().equals(other.hash()) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(50);
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedBugIsCaught(Planted bug) {
    TreeMap<String, Long> caught = new TreeMap<>();
    for (long seed = 0;
        seed < SEEDS_FOR_A_PLANTED_BUG && !caught.keySet().containsAll(bug.caughtBy);
        seed++) {
      World.Violation violation =
          Simulation.one(Draws.scenario(seed), bug.driver).run().violation();
      if (violation != null) {
        caught.putIfAbsent(violation.invariant(), seed);
      }
    }
    assertThat(caught.keySet())
        .as("checkers that caught %s (first seeds %s)", bug, caught)
        .containsAll(bug.caughtBy);
  }

  @Test
  void everyCheckerHasAPlantedBug() {
    TreeSet<String> proven =
        Arrays.stream(Planted.values())
            .flatMap(bug -> bug.caughtBy.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(proven)
        .isEqualTo(
            Checker.all().stream()
                .map(Checker::name)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aFailureTellsTheSmallestScenario() {
    SimulationReport report = Simulation.run(0, 200, done -> {}, Planted.ENDS_TWICE.driver);
    SimulationReport.Failure first = report.failures().getFirst();
    assertThat(first.invariant()).isEqualTo("OneEnding");
    assertThat(first.traceTail()).isNotEmpty().hasSizeLessThanOrEqualTo(12);
    Scenario smallest =
        new Shrinker(Planted.ENDS_TWICE.driver, "OneEnding").smallest(Draws.scenario(first.seed()));
    assertThat(first.smallest()).isEqualTo(smallest.told());
    assertThat(smallest.actors()).hasSize(1);
    assertThat(smallest.faultless()).isTrue();
    World.Violation still = Simulation.one(smallest, Planted.ENDS_TWICE.driver).run().violation();
    assertThat(Objects.requireNonNull(still).invariant()).isEqualTo("OneEnding");
  }
}
