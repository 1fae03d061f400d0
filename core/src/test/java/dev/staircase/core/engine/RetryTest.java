package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.SLOW;
import static dev.staircase.core.engine.Cast.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.CallError.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that fail before their first token and are made again.
class RetryTest {
  @ParameterizedTest
  @CsvSource({
    "NETWORK, 0, 0, w RETRIED, timer 0 of 10 ms",
    "THEIRS, 503, 0, w RETRIED, timer 0 of 10 ms",
    "LIMIT, 429, 300, w RETRIED, timer 0 of 300 ms",
    "LIMIT, 429, 5, w RETRIED, timer 0 of 10 ms",
    "LIMIT, 429, 1001, failed: oh,",
    "LIMIT, 0, 0, w RETRIED, timer 0 of 10 ms",
    "OURS, 401, 0, failed: oh,",
    "CANCELLED, 0, 0, failed: oh,",
  })
  void whichFailuresAreWorthIt(
      Kind kind, int status, long retryAfterMs, String first, String second) {
    Play play = Cast.of(agent("w")).recovering().play().did("asked");
    play.fails("w", new CallError(kind, status, "oh", retryAfterMs));
    assertThat(play.did()).isEqualTo(second == null ? List.of(first) : List.of(first, second));
  }

  @Test
  void theWaitDoublesUntilTheRetriesAreSpent() {
    Play play = Cast.of(agent("w")).recovering().play().did("asked");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w RETRIED", "timer 0 of 10 ms");
    assertThat(play.waits(0).did()).containsExactly("w is asked, step 1");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w RETRIED", "timer 1 of 20 ms");
    assertThat(play.waits(0).did()).as("an old timer").isEmpty();
    assertThat(play.waits(1).did()).containsExactly("w is asked, step 1");
    assertThat(play.fails("w", BUSY).did()).containsExactly("failed: busy");
  }

  @Test
  void whatHangsIsAskedOnceMore() {
    Play play = Cast.of(agent("w")).recovering().play();
    assertThat(play.fails("w", SLOW).waits(0).did("again").fails("w", SLOW).did())
        .containsExactly("failed: slow");
    play = Cast.of(agent("w")).recovering().play();
    assertThat(play.fails("w", BUSY).waits(0).did("again").fails("w", SLOW).did())
        .as("after another failure")
        .containsExactly("failed: slow");
  }

  @Test
  void theFirstWordsSetTheCountBack() {
    Play play = Cast.of(agent("w")).recovering().play().fails("w", BUSY).waits(0);
    play.says("w", "w1 w2").fails("w", BUSY).did("resumed");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w RETRIED", "timer 1 of 10 ms");
    assertThat(play.waits(1).did()).containsExactly("w is asked, step 1 after 'w1 w2'");
  }

  @Test
  void withoutAWaitItIsAskedAtOnce() {
    Play play = Cast.of(agent("w")).recovering(new Recovery(1, 0, 0, 1, 0)).play().did("asked");
    assertThat(play.fails("w", BUSY).did()).containsExactly("w RETRIED", "w is asked, step 1");
  }

  @Test
  void moreIsShownWhereItHasComeMeanwhile() {
    Play play = Cast.of(agent("w"), agent("a")).recovering().play().says("a", "a1 a2 a3");
    assertThat(play.did()).endsWith("w is asked, step 1 [1:a1]");
    play.fails("w", BUSY).says("a", " a4 a5").did("waiting");
    assertThat(play.waits(0).did()).containsExactly("w is asked, step 2 [1:a1 a2 a3 a4]");
  }

  @Test
  void allAgentsShareOneBudget() {
    Play play =
        Cast.of(agent("w"), agent("a"), agent("b"), agent("c"))
            .at(Cast.AT_ONCE.waiting(1, 0))
            .recovering(new Recovery(9, 10, 10, 2, 0))
            .play()
            .did("asked");
    assertThat(play.fails("a", BUSY).fails("b", BUSY).did())
        .containsExactly("a RETRIED", "timer 0 of 10 ms", "b RETRIED", "timer 1 of 10 ms");
    assertThat(play.fails("c", BUSY).did()).containsExactly("c DROPPED");
    assertThat(play.waits(0).fails("a", BUSY).did())
        .containsExactly("a is asked, step 1", "a DROPPED");
    play.waits(1).says("b", "b1 b2").did("w asked");
    assertThat(play.fails("w", BUSY).did())
        .as("a writer without a retry is resumed, as after its first words")
        .containsExactly("w RESUMED", "w is asked, step 1 [1:b1]");
  }

  @Test
  void whoIsGivenUpMeanwhileIsNotAskedAgain() {
    Play play =
        Cast.of(agent("w"), agent("a"), agent("b"))
            .at(Pace.SERIAL.waiting(1, 50))
            .recovering()
            .play();
    play.fails("a", new CallError(Kind.LIMIT, 429, "too many", 900)).says("b", "b1").ends("b");
    assertThat(play.did()).endsWith("a RETRIED", "timer 0 of 900 ms", "timer 1 of 50 ms");
    assertThat(play.waits(1).did()).containsExactly("a LATE", "w is asked, step 1 [1:b1.]");
    assertThat(play.waits(0).did()).isEmpty();
  }

  @Test
  void patienceRunsWhileARetryWaits() {
    Play play =
        Cast.of(agent("w"), agent("a"), agent("b"))
            .at(Cast.AT_ONCE.waiting(1, 50))
            .recovering()
            .play();
    play.fails("a", BUSY).says("b", "b1 b2 b3").did("waiting");
    assertThat(play.waits(1).did()).containsExactly("a LATE", "w is asked, step 1 [1:b1 b2]");
    assertThat(play.waits(0).did()).containsExactly("a is asked, step 1");
    play.says("a", "a1 a2 a3").says("b", " b4 b5").says("w", "w1 w2");
    assertThat(play.did()).endsWith("w is asked, step 2 [1:b1 b2 b3 b4 | 2:a1 a2] after 'w1'");
  }
}
