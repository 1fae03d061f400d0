package dev.staircase.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is measured is a whole and correct answer.
final class ScriptTest {
  @ParameterizedTest
  @EnumSource
  void theAnswerIsWhatTheAggregatorWantedToWrite(Scenario scenario) {
    Script.Recorded recorded = Script.record(scenario.plan(), EngineBenchmark.TOKENS);

    assertThat(recorded.text()).isEqualTo(recorded.wanted());
    assertThat(recorded.events()).hasSizeGreaterThan(4 * EngineBenchmark.TOKENS);
  }

  @ParameterizedTest
  @EnumSource
  void aNewEngineGivesTheSameAnswerFromTheEventsAlone(Scenario scenario) {
    Plan plan = scenario.plan();
    Script.Recorded recorded = Script.record(plan, EngineBenchmark.TOKENS);
    Engine engine = new Engine(plan);
    List<Effect> effects = new ArrayList<>();
    for (Event event : recorded.events()) {
      effects.addAll(engine.on(event));
    }
    StringBuilder text = new StringBuilder();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Emit(String piece)) {
        text.append(piece);
      }
    }

    assertThat(effects.getLast()).isInstanceOf(Effect.Done.class);
    assertThat(text.toString()).isEqualTo(recorded.wanted());
  }
}
