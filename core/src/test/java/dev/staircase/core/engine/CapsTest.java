package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.hedgedBy;
import static dev.staircase.core.engine.Cast.priced;
import static dev.staircase.core.engine.Cast.seat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Caps.AtCap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of an answer that comes to a cap.
class CapsTest {
  private static Caps calls(int calls) {
    return new Caps(calls, 0, 0, 0, 0, AtCap.FINISH);
  }

  private static Caps completionTokens(int tokens, AtCap atCap) {
    return new Caps(0, 0, tokens, 0, 0, atCap);
  }

  private static Caps wall(AtCap atCap) {
    return new Caps(0, 0, 0, 0, 500, atCap);
  }

  private static CallError errorOf(Play play) {
    return ((Outcome.Failed) play.outcome()).error();
  }

  @Test
  void theAnswerIsOverWithWhatIsWritten() {
    Play play = Cast.of(agent("w")).capped(completionTokens(2, AtCap.FINISH)).play().did("asked");
    assertThat(play.says("w", "one two").did()).isEmpty();
    assertThat(play.says("w", " three").did())
        .containsExactly("w CAPPED", "w is closed", "completed LENGTH");
    assertThat(play.client()).isEqualTo("one two three");
  }

  @Test
  void theAnswerFailsWhereThatIsWanted() {
    Play play = Cast.of(agent("w")).capped(completionTokens(2, AtCap.FAIL)).play();
    play.says("w", "one two three");
    assertThat(errorOf(play))
        .isEqualTo(
            new CallError(
                CallError.Kind.CAP,
                0,
                "a cap was reached: 3 completion tokens, the cap is 2; raise the cap or ask for"
                    + " less"));
  }

  @Test
  void withoutAnyTextItFailsEitherWay() {
    Play play =
        Cast.of(agent("w"), agent("a")).capped(completionTokens(2, AtCap.FINISH)).play().did("");
    assertThat(play.says("a", "a1 a2 a3").did())
        .startsWith("w is asked, step 1 [1:a1]", "w CAPPED")
        .endsWith(
            "failed: a cap was reached: 3 completion tokens, the cap is 2; raise the cap or ask"
                + " for less");
    assertThat(errorOf(play).kind()).isEqualTo(CallError.Kind.CAP);
  }

  @Test
  void theUpstreamsCountTakesTheEstimatesPlace() {
    Play play = Cast.of(agent("w")).capped(completionTokens(9, AtCap.FINISH)).play();
    play.says("w", "one two three").counts("w", 5, 9).says("w", " four").did("not estimated");
    assertThat(play.counts("w", 5, 10).did()).contains("completed LENGTH");
  }

  @Test
  void aCapPassedInTheInstantOfTheEndChangesNothing() {
    Play play = Cast.of(agent("w")).capped(completionTokens(9, AtCap.FAIL)).play().says("w", "w1");
    assertThat(play.ends("w").counts("w", 5, 99).did()).endsWith("completed STOP");
  }

  @Test
  void moneyCountsByThePriceOfEachModel() {
    Caps caps = new Caps(0, 0, 0, 0.001, 0, AtCap.FINISH);
    Play play =
        Cast.of(priced(agent("w"), new Price(2, 1, 10)), priced(agent("a"), new Price(1, 1, 1)))
            .capped(caps)
            .play();
    play.says("a", "a1 a2").counts("a", 100, 100).says("w", "w1");
    assertThat(play.did()).as("0.0002 USD of a").doesNotContain("w CAPPED");
    play.on(new Event.Counted(1, new Usage(300, 300, 50)));
    assertThat(play.did()).as("and 0.0008 USD of w").isEmpty();
    assertThat(play.counts("a", 101, 100).did()).contains("w CAPPED", "completed LENGTH");
  }

  @ParameterizedTest
  @EnumSource(AtCap.class)
  void theClockRunsFromTheStart(AtCap atCap) {
    Play play = Cast.of(agent("w")).capped(wall(atCap)).play();
    assertThat(play.did()).containsExactly("timer 0 of 500 ms", "w is asked, step 1");
    assertThat(play.says("w", "w1").waits(0).did())
        .containsExactly(
            atCap == AtCap.FINISH
                ? List.of("w CAPPED", "w is closed", "completed LENGTH").toArray(String[]::new)
                : List.of(
                        "w CAPPED",
                        "w is closed",
                        "failed: a cap was reached: 500 ms have passed, the cap; raise the cap or"
                            + " ask for less")
                    .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 1, 0", "3, 2, 1"})
  void theLastCallIsKeptForTheAnswer(int most, int proposers, int answered) {
    Play play =
        Cast.of(agent("w"), agent("a"), agent("b"))
            .at(Cast.AT_ONCE.waiting(1, 0))
            .capped(calls(most))
            .play();
    assertThat(play.calls()).hasSize(proposers);
    if (proposers == 0) {
      assertThat(errorOf(play).kind()).isEqualTo(CallError.Kind.CAP);
      assertThat(errorOf(play).message())
          .isEqualTo(
              "2 of 2 proposers failed, the quorum is 1 (a: a cap was reached: no room for a"
                  + " further call after 0 of 1 calls; raise the cap or ask for less; b: a cap was"
                  + " reached: no room for a further call after 0 of 1 calls; raise the cap or ask"
                  + " for less)");
      return;
    }
    play.says("a", "a1").ends("a");
    if (proposers == 2) {
      play.says("b", "b1").ends("b");
    }
    assertThat(play.calls()).hasSize(most);
    play.says("w", "w1").ends("w");
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
  }

  @Test
  void aWriterThatCanHaveNoFurtherCallWritesOnToItsEnd() {
    Play play =
        Cast.of(agent("w"), agent("a")).at(Cast.LED).capped(calls(2)).play().says("a", "a1 a2 a3");
    assertThat(play.lastRequest().maxTokens()).as("no bound").isZero();
    play.says("a", " a4 a5").did("more is there");
    assertThat(play.says("w", "w1 w2 w3 w4 w5").did()).isEmpty();
    assertThat(play.ends("w").did()).containsExactly("a is closed", "completed STOP");
  }

  @Test
  void aLongerPromptThanTheCapAllowsIsNoReasonForACut() {
    Caps caps = new Caps(0, 400, 0, 0, 0, AtCap.FINISH);
    Play play = Cast.of(agent("w"), agent("a")).capped(caps).play().says("a", "a1 a2 a3 a4");
    long prompt = Spending.promptTokens(play.lastRequest());
    assertThat(prompt).as("the step's prompt").isBetween(200L, 400L);
    assertThat(play.did("writing").says("w", "w1 w2 w3").did()).isEmpty();
  }

  @Test
  void countedPromptTokensCloseNoCall() {
    Caps caps = new Caps(0, 400, 0, 0, 0, AtCap.FINISH);
    Play play = Cast.of(agent("w")).capped(caps).play().says("w", "w1").did("writing");
    assertThat(play.counts("w", 500, 1).did()).as("they are paid for already").isEmpty();
    assertThat(play.fails("w", BUSY).did())
        .containsExactly("w RESUMED", "w CAPPED", "completed LENGTH");
  }

  @Test
  void aProposerWithoutAFurtherCallIsReadAsItIs() {
    Play play = Cast.of(agent("w"), agent("a")).recovering().capped(calls(2)).play();
    play.fails("a", BUSY).did("a retry waits");
    assertThat(play.waits(0).did())
        .containsExactly(
            "a CAPPED",
            "a DROPPED",
            "failed: 1 of 1 proposers failed, the quorum is 1 (a: a cap was reached: no room for a"
                + " further call after 1 of 2 calls; raise the cap or ask for less)");
  }

  @Test
  void countsOfOtherCallsAreNobodys() {
    Play play = Cast.of(hedgedBy(agent("w"), seat("h"))).play().did("asked");
    assertThat(play.on(new Event.Counted(7, Usage.NONE)).did()).isEmpty();
  }
}
