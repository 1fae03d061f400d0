package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.inForm;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Form;
import dev.staircase.core.topology.Agent;
import org.junit.jupiter.api.Test;

/// What has to come out of one call, such as structured output.
class OnePieceTest {
  private static final Agent WRITER = withFallbacks(inForm(agent("w"), Form.ONE_PIECE), seat("w2"));

  @Test
  void isWrittenInOneStepOnWholeProposals() {
    Play play = Cast.of(WRITER, agent("a"), agent("b")).at(Cast.LED).play();
    play.says("a", "a1 a2 a3 a4").ends("a").says("b", "b1 b2 b3").did("asked");
    assertThat(play.ends("b").did())
        .containsExactly("w is asked, step 1 [1:a1 a2 a3 a4. | 2:b1 b2 b3.]");
    assertThat(play.lastRequest().maxTokens()).isZero();
    assertThat(play.says("w", "{ }").ends("w").did()).containsExactly("completed STOP");
  }

  @Test
  void itsQuorumAndPatienceStay() {
    Play play =
        Cast.of(WRITER, agent("a"), agent("b")).at(Cast.LED.waiting(1, 50)).play().did("asked");
    assertThat(play.says("a", "a1 a2").ends("a").did()).containsExactly("timer 0 of 50 ms");
    assertThat(play.waits(0).did())
        .containsExactly("b LATE", "b is closed", "w is asked, step 1 [1:a1 a2.]");
  }

  @Test
  void beforeItsFirstWordItIsTriedAgain() {
    Play play = Cast.of(WRITER).recovering().play().did("asked");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w RETRIED", "timer 0 of 10 ms");
    assertThat(play.waits(0).fails("w", Cast.REFUSED).did())
        .containsExactly("w is asked, step 1", "w FELL_BACK", "w:w2 is asked, step 1");
  }

  @Test
  void onceItHasSpokenItFails() {
    Play play = Cast.of(WRITER).recovering().play().says("w", "{").did("speaks");
    assertThat(play.fails("w", BUSY).did()).containsExactly("failed: busy");
  }
}
