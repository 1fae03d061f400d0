package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.withoutBarrier;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// An agent whose steps take what has come, rather than wait for all.
class BarrierTest {
  private static Play play() {
    return Cast.of(withoutBarrier(agent("w")), agent("a"), agent("b"))
        .at(Cast.LED)
        .play()
        .did("asked");
  }

  @Test
  void oneSourceIsEnough() {
    Play play = play();
    assertThat(play.says("b", "b1 b2").did()).containsExactly("w is asked, step 1 [1:b1]");
    assertThat(play.says("w", "w1").says("a", "a1 a2 a3").says("w", " w2").did())
        .containsExactly("w is closed", "w is asked, step 2 [1:b1 | 2:a1 a2] after 'w1'");
  }

  @Test
  void withABarrierAllAreWaitedFor() {
    Play play = Cast.of(agent("w"), agent("a"), agent("b")).at(Cast.LED).play().did("asked");
    assertThat(play.says("b", "b1 b2").did()).isEmpty();
  }

  @Test
  void theOneThatIsReadFurthestSetsTheBound() {
    Play play = play().says("a", "a1 a2").says("w", "w1").says("b", Cast.words("b", 1, 9));
    play.says("w", " w2");
    assertThat(play.did())
        .endsWith("w is asked, step 2 [1:a1 | 2:b1 b2 b3 b4 b5 b6 b7 b8] after 'w1'");
    assertThat(play.lastRequest().maxTokens())
        .as("9 tokens of b, one is written, eight for the word end")
        .isEqualTo(9 - 1 + 8);
    assertThat(play.says("w", "w2 w3 w4 w5 w6 w7 w8 w9").did()).isEmpty();
    assertThat(play.says("w", " w10").did()).containsExactly("w is closed");
  }

  @Test
  void whoReadsNobodyBegins() {
    Play play = Cast.of(withoutBarrier(agent("w"))).play();
    assertThat(play.did()).containsExactly("w is asked, step 1");
  }

  @Test
  void withoutAnySourceItFails() {
    assertThat(play().fails("a").did()).containsExactly("a DROPPED");
    assertThat(play().fails("a").did("one").fails("b").did())
        .containsExactly(
            "b DROPPED",
            "failed: 2 of 2 proposers failed, the quorum is 1 (a: no luck; b: no luck)");
  }

  @Test
  void serialWaitsForAll() {
    Play play = Cast.of(withoutBarrier(agent("w")), agent("a"), agent("b")).at(Pace.SERIAL).play();
    assertThat(play.says("a", "a1 a2").ends("a").did("a").says("b", "b1").did()).isEmpty();
    assertThat(play.ends("b").did()).containsExactly("w is asked, step 1 [1:a1 a2. | 2:b1.]");
  }
}
