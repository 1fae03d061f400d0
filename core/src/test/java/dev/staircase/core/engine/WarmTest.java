package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.warmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calls that let a model read its next prompt in advance.
class WarmTest {
  private static Play play() {
    return Cast.of(warmed(agent("w")), agent("a"), agent("b")).play();
  }

  @Test
  void theInstructionFirstThenEachProposalAsItsChunkComes() {
    Play play = play();
    assertThat(play.did())
        .containsExactly("a is asked, step 1", "b is asked, step 1", "w:warm is asked, step 1");
    assertThat(play.lastRequest().maxTokens()).isEqualTo(1);
    assertThat(play.says("a", "a1 a2 a3").did()).as("one at a time").isEmpty();
    assertThat(play.ends("w:warm", Finish.LENGTH).did())
        .containsExactly("w:warm is asked, step 1 [1:a1 a2]");
    assertThat(play.says("b", "b1 b2").did())
        .containsExactly("w:warm is closed", "w is asked, step 1 [1:a1 a2 | 2:b1]");
    assertThat(play.calls().stream().map(Effect.Call::purpose).toList())
        .containsExactly(Purpose.WRITE, Purpose.WRITE, Purpose.WARM, Purpose.WARM, Purpose.WRITE);
    assertThat(play.calls().stream().map(Effect.Call::news).toList())
        .as("only what is written on is news")
        .containsExactly(0L, 0L, 0L, 0L, 3L);
  }

  @Test
  void theSecondProposalAloneIsNoBeginning() {
    Play play = play().ends("w:warm").did("warm");
    assertThat(play.says("b", "b1 b2 b3").did()).isEmpty();
  }

  @Test
  void whatItSaysOrHowItEndsChangesNothing() {
    Play play = play().did("open");
    play.says("w:warm", "No").callsTools("w:warm", "[]").fails("w:warm", BUSY);
    assertThat(play.did()).isEmpty();
    play.says("a", "a1").ends("a").says("b", "b1").ends("b").says("w", "yes").ends("w");
    assertThat(play.client()).isEqualTo("yes");
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
  }

  @Test
  void aFailureIsNotTriedAgain() {
    assertThat(play().did("open").fails("w:warm", BUSY).did()).isEmpty();
  }

  @Test
  void betweenStepsTheOwnTextIsInIt() {
    Play play = play().says("a", "a1 a2").says("b", "b1 b2").says("w", "w1.").ends("w").did("held");
    assertThat(play.says("a", " a3 a4").did())
        .containsExactly("w:warm is asked, step 2 [1:a1 a2 a3 | 2:b1] after 'w1.'");
    assertThat(play.says("b", " b3 b4").did())
        .containsExactly(
            "w:warm is closed", "w is asked, step 2 [1:a1 a2 a3 | 2:b1 b2 b3] after 'w1.'");
  }

  @Test
  void isClosedWhenTheClientLeaves() {
    assertThat(play().did("open").clientLeaves().did())
        .containsExactly("a is closed", "b is closed", "w:warm is closed", "cancelled");
  }

  @Test
  void isClosedWhenItsAgentFails() {
    Topology topology =
        new Topology(List.of(agent("a"), agent("b"), warmed(agent("m", 0)), agent("w", 1, 2)));
    Play play = Cast.of(topology).at(Cast.AT_ONCE.waiting(1, 0)).play().did("open");
    assertThat(play.fails("a").did()).containsExactly("a DROPPED", "m:warm is closed", "m DROPPED");
  }

  @Test
  void takesNoCallThatAnotherNeeds() {
    Caps three = new Caps(3, 0, 0, 0, 0, Caps.AtCap.FINISH);
    Play play = Cast.of(warmed(agent("w")), agent("a"), agent("b")).capped(three).play();
    assertThat(play.did()).containsExactly("a is asked, step 1", "b is asked, step 1");
    Caps four = new Caps(4, 0, 0, 0, 0, Caps.AtCap.FINISH);
    play = Cast.of(warmed(agent("w")), agent("a"), agent("b")).capped(four).play();
    assertThat(play.did()).contains("w:warm is asked, step 1");
    play.ends("w:warm").did("once");
    assertThat(play.says("a", "a1 a2 a3").did()).isEmpty();
  }
}
