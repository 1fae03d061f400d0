package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.SLOW;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Finish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an agent that hangs costs the answer. `SLOW` is what a call fails with at one of our time
/// limits.
class HangTest {
  private static Play three(Pace pace) {
    return Cast.of(agent("w"), agent("a"), agent("b"), agent("c"))
        .at(pace.waiting(0, 50))
        .recovering()
        .play()
        .did("asked");
  }

  @Test
  void aProposerThatNeverSpeaksCostsOnePatience() {
    Play play = three(Cast.AT_ONCE).says("a", "a1 a2").says("b", "b1 b2");
    assertThat(play.did()).containsExactly("timer 0 of 50 ms");
    assertThat(play.waits(0).did()).containsExactly("c LATE", "w is asked, step 1 [1:a1 | 2:b1]");
    play.says("w", "w1.").ends("w").did("held");
    assertThat(play.ends("a").ends("b").did())
        .as("nobody waits for it again")
        .endsWith("w is asked, step 2 [1:a1 a2. | 2:b1 b2.] after 'w1.'");
    assertThat(play.ends("w").did()).containsExactly("c is closed", "completed STOP");
  }

  @Test
  void aProposerThatFallsSilentCostsOnePatience() {
    Play play = three(Cast.AT_ONCE);
    play.says("a", "a1 a2").says("b", "b1 b2").says("c", "c1 c2").says("w", "w1.").ends("w");
    play.says("a", " a3 a4").ends("a").says("b", " b3 b4").ends("b");
    assertThat(play.did()).endsWith("w HELD", "timer 1 of 50 ms");
    assertThat(play.waits(1).did())
        .containsExactly(
            "c LATE", "w is asked, step 2 [1:a1 a2 a3 a4. | 2:b1 b2 b3 b4. | 3:c1] after 'w1.'");
    assertThat(play.ends("w").did()).contains("completed STOP");
  }

  @Test
  void inSerialToo() {
    Play play = three(Pace.SERIAL).says("a", "a1").ends("a").says("b", "b1").ends("b");
    assertThat(play.did()).containsExactly("timer 0 of 50 ms");
    assertThat(play.waits(0).did())
        .containsExactly("c LATE", "c is closed", "w is asked, step 1 [1:a1. | 2:b1.]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWriterCostsItsTimeLimitAndOneRetry(boolean speaksThen) {
    Play play = Cast.of(agent("w")).recovering().play().did("asked");
    assertThat(play.fails("w", SLOW).did()).containsExactly("w RETRIED", "timer 0 of 10 ms");
    play.waits(0);
    if (speaksThen) {
      play.says("w", "w1").ends("w");
      assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
    } else {
      play.fails("w", SLOW);
      assertThat(play.outcome()).isEqualTo(new Outcome.Failed(SLOW));
    }
  }

  @Test
  void aWriterWithAFallbackCostsItsTimeLimit() {
    Play play = Cast.of(withFallbacks(agent("w"), seat("w2"))).recovering().play().did("asked");
    assertThat(play.fails("w", SLOW).did()).containsExactly("w FELL_BACK", "w:w2 is asked, step 1");
  }
}
