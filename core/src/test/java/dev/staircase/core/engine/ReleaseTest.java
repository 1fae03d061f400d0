package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Agents that nobody reads any more.
class ReleaseTest {
  private static final CallError LOST = new CallError(CallError.Kind.OURS, 404, "no such model");

  @Test
  void theSourcesOfAReaderThatIsOverAreStopped() {
    Topology chains =
        new Topology(
            List.of(agent("a"), agent("b"), agent("m", 0), agent("n", 1), agent("w", 2, 3)));
    Play play = Cast.of(chains).at(Cast.AT_ONCE.waiting(1, 0)).play().says("a", "a1 a2");
    play.did("m writes");
    assertThat(play.fails("m", LOST).did()).containsExactly("a is closed", "m DROPPED");
    assertThat(play.says("a", "late").did()).isEmpty();
    assertThat(play.says("b", "b1 b2").did()).containsExactly("n is asked, step 1 [1:b1]");
  }

  @Test
  void aSourceOfTwoReadersGoesOnForTheOther() {
    Topology diamond =
        new Topology(List.of(agent("a"), agent("m", 0), agent("n", 0), agent("w", 1, 2)));
    Play play = Cast.of(diamond).at(Cast.AT_ONCE.waiting(1, 0)).play().says("a", "a1 a2");
    play.did("both write");
    assertThat(play.fails("m", LOST).did()).containsExactly("m DROPPED");
    assertThat(play.fails("n", LOST).did())
        .containsExactly(
            "a is closed",
            "n DROPPED",
            "failed: 2 of 2 proposers failed, the quorum is 1 (m: no such model; n: no such"
                + " model)");
  }

  @Test
  void theWholeChainBehindIsStopped() {
    Topology chain =
        new Topology(
            List.of(agent("a"), agent("m", 0), agent("n", 1), agent("x"), agent("w", 2, 3)));
    Play play = Cast.of(chain).at(Cast.AT_ONCE.waiting(1, 0)).play();
    play.says("a", "a1 a2").says("m", "m1 m2").did("all write");
    assertThat(play.fails("n", LOST).did())
        .containsExactly("m is closed", "a is closed", "n DROPPED");
  }

  @Test
  void anAgentThatIsLateInSerialIsStopped() {
    Play play =
        Cast.of(agent("w"), withFallbacks(agent("a"), seat("a2")), agent("b"))
            .at(Pace.SERIAL.waiting(1, 50))
            .play()
            .says("b", "b1")
            .ends("b")
            .did("patience runs");
    assertThat(play.waits(0).did())
        .as("and does not fall back")
        .containsExactly("a LATE", "a is closed", "w is asked, step 1 [1:b1.]");
  }
}
