package dev.staircase.lab.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.lab.paced.PacedOptions;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdealTest {
  private static final List<Message> PROMPT = List.of(Message.user("Why is the sky blue?"));

  /// Three models of 50 ms to the first token and 20 ms a token, first chunk 8, aggregator alike:
  /// 50 + 7 * 20 + 50.
  @Test
  void oneLayerIsTheSlowestChunkAndAFirstToken() {
    assertThat(ideal(steady(), Pace.BALANCED, 3)).isEqualTo(240);
  }

  @Test
  void slowestProposerDecides() {
    assertThat(ideal(steady().with("pace", "p2.itl=30ms"), Pace.BALANCED, 3)).isEqualTo(310);
    assertThat(ideal(steady().with("pace", "agg.ttft=90ms"), Pace.BALANCED, 3)).isEqualTo(280);
  }

  @Test
  void layersAddUp() {
    assertThat(ideal(steady(), Pace.BALANCED, 3, 2)).isEqualTo(430);
  }

  @Test
  void promptsAreRead() {
    var reading = steady().with("pace", "*.prefill=1000");
    assertThat(ideal(reading, Pace.BALANCED, 1)).isEqualTo(240 + 2 * (6 + 12), within(1e-9));
  }

  /// The second of three proposers writes a token every 10 ms: its chunk is there first.
  @Test
  void withoutABarrierTheFirstChunkDecides() {
    var options = steady().with("pace", "p2.itl=10ms");
    assertThat(ideal(options, Races.changed(plan(3), IdealTest::without))).isEqualTo(170);
  }

  @Test
  void whereTheTextDecidesThereIsNoFormula() {
    assertThat(ideal(steady(), plan(3))).isNotNull();
    assertThat(ideal(steady(), Races.changed(plan(3), IdealTest::bySentences))).isNull();
    assertThat(ideal(steady(), Races.plan(Pace.SERIAL, 3))).isNull();
  }

  private static PacedOptions steady() {
    return PacedOptions.defaults().with("pace", "*=steady");
  }

  private static Plan plan(int proposers) {
    return Races.plan(Pace.BALANCED, proposers);
  }

  private static Agent without(Agent agent) {
    return changed(agent, false, agent.handOver());
  }

  private static Agent bySentences(Agent agent) {
    return changed(agent, agent.barrier(), HandOver.SENTENCES);
  }

  private static Agent changed(Agent agent, boolean barrier, HandOver handOver) {
    return new Agent(
        agent.name(),
        agent.seats(),
        agent.hedge(),
        agent.task(),
        agent.reads(),
        barrier,
        handOver,
        agent.maxTokens(),
        agent.sampling());
  }

  private static double ideal(PacedOptions models, Pace pace, int... layers) {
    return Objects.requireNonNull(ideal(models, Races.plan(pace, layers)));
  }

  private static @Nullable Double ideal(PacedOptions models, Plan plan) {
    var prompts = Collections.nCopies(plan.topology().agents().size(), PROMPT);
    return Ideal.ttftMs(
        plan, prompts, name -> models.model(name.substring("local/".length())).pace());
  }
}
