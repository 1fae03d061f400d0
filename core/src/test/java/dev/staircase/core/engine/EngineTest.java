package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The engine, bare: events in, effects out, one at a time.
class EngineTest {
  static Agent agent(String name) {
    return new Agent(
        name, "local/" + name, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  static Plan trio(Pace pace, Layout layout) {
    Topology topology =
        Topology.mixtureOfAgents(
            List.of(List.of(agent("p1"), agent("p2"), agent("p3"))), agent("agg"));
    return new Plan(topology, pace, layout, List.of(Message.user("Why?")), "f3nc3", Limits.DEFAULT);
  }

  @Test
  void smoke() {
    for (Layout layout : Layout.values()) {
      Engine engine = new Engine(trio(Pace.PAPER, layout));
      List<Effect> log = new ArrayList<>(engine.on(new Event.Started()));
      for (int t = 1; t <= 20; t++) {
        for (int p = 0; p < 3; p++) {
          log.addAll(engine.on(new Event.Delta(p, (t == 1 ? "" : " ") + (char) ('a' + p) + t)));
        }
      }
      for (int t = 1; t <= 12; t++)
        log.addAll(engine.on(new Event.Delta(3, (t == 1 ? "" : " ") + "w" + t)));
      for (int t = 9; t <= 30; t++) log.addAll(engine.on(new Event.Delta(4, " w" + t)));
      for (int p = 0; p < 3; p++) log.addAll(engine.on(new Event.Ended(p, Finish.STOP)));
      for (int t = 17; t <= 40; t++) log.addAll(engine.on(new Event.Delta(5, " w" + t)));
      log.addAll(engine.on(new Event.Ended(5, Finish.STOP)));
      assertThat(log).isNotEmpty();
      assertThat(engine.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
    }
  }
}
