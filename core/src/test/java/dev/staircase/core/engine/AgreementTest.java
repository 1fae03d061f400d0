package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Debates that end with the round in which all say the same.
class AgreementTest {
  private static final String PATTERN = "is (\\w+)";
  private static final CallError LOST = new CallError(CallError.Kind.OURS, 404, "no such model");

  private static Play serial(int debaters, int rounds) {
    return Cast.of(Debates.of(debaters, rounds, PATTERN)).at(Pace.SERIAL).play().did("asked");
  }

  private static Play says(Play play, String debater, String text) {
    return play.says(debater, text).ends(debater);
  }

  @Test
  void serialSparesTheRoundsThatFollow() {
    Play play = says(serial(2, 3), "a1", "It is 42.");
    assertThat(says(play, "b1", "So it is 42.").did())
        .containsExactly("a1 AGREED", "w is asked, step 1 [1:It is 42.. | 2:So it is 42..]");
    assertThat(says(play, "w", "42").did()).containsExactly("completed STOP");
  }

  @Test
  void aLaterRoundSettlesItToo() {
    Play play = says(says(serial(2, 3), "a1", "It is 4."), "b1", "It is 5.");
    assertThat(play.did())
        .containsExactly(
            "a2 is asked, step 1 [1:It is 4.. | 2:It is 5..]",
            "b2 is asked, step 1 [1:It is 4.. | 2:It is 5..]");
    assertThat(says(says(play, "b2", "It is 5."), "a2", "It is 5.").did())
        .containsExactly("a2 AGREED", "w is asked, step 1 [1:It is 5.. | 2:It is 5..]");
  }

  @Test
  void theLastRoundNeedsNoAgreement() {
    Play play = says(says(serial(2, 1), "a1", "It is 4."), "b1", "It is 4.");
    assertThat(play.did()).containsExactly("w is asked, step 1 [1:It is 4.. | 2:It is 4..]");
  }

  @ParameterizedTest
  @CsvSource({
    "It is 42., It is 42., true",
    "It is Blue., I say it is blue, true",
    "It is 4. No: it is 5., It is 5., true",
    "It is 4., It is 5., false",
    "It is 4., Who knows?, false",
    "Who knows?, Who knows?, false",
  })
  void whatCountsAsTheSame(String one, String other, boolean same) {
    Play play = says(says(serial(2, 2), "a1", one), "b1", other);
    assertThat(play.did().contains("a1 AGREED")).isEqualTo(same);
  }

  @Test
  void whoFailedHasNoVoice() {
    Play play = says(serial(3, 2), "b1", "It is 4.").fails("a1", LOST).did("two are left");
    assertThat(says(play, "c1", "It is 4.").did())
        .containsExactly("b1 AGREED", "w is asked, step 1 [1:It is 4.. | 2:It is 4..]");
  }

  @Test
  void oneVoiceIsNoAgreement() {
    Play play =
        Cast.of(Debates.of(2, 2, PATTERN)).at(Pace.SERIAL.waiting(1, 0)).play().did("asked");
    assertThat(says(play.fails("a1", LOST), "b1", "It is 4.").did())
        .contains("a2 is asked, step 1 [1:It is 4..]")
        .doesNotContain("b1 AGREED");
  }

  @Test
  void inAStaircaseTheDebatersUnderWayAreStopped() {
    Play play = Cast.of(Debates.of(2, 2, PATTERN)).play();
    play.says("a1", "It is 42 I").says("b1", "So it is 42").did("round 2 is asked");
    play.says("a2", "Yes it").ends("a1").did("the last of round 1");
    assertThat(play.ends("b1").did())
        .containsExactly(
            "a1 AGREED",
            "a2 is closed",
            "b2 is closed",
            "w is asked, step 1 [1:It is 42 I. | 2:So it is 42.]");
    assertThat(play.says("a2", " late").ends("a2").did()).isEmpty();
  }

  @Test
  void whatTheJudgeHasReadOfThemIsBrokenOff() {
    Play play = Cast.of(Debates.of(2, 2, PATTERN)).play();
    play.says("a1", "It is 42 I").says("b1", "So it is 42").says("a2", "Yes it is");
    play.says("b2", "No it is").says("w", "Well").ends("a1").did("the judge writes");
    assertThat(play.ends("b1").did())
        .containsExactly(
            "a1 AGREED", "a2 is closed", "b2 is closed", "a2 BROKEN_OFF", "b2 BROKEN_OFF");
    assertThat(play.says("w", " then").did())
        .containsExactly(
            "w is closed",
            "w is asked, step 2 [1:Yes it! | 2:No it! | 3:It is 42 I. | 4:So it is 42.] after"
                + " 'Well'");
    assertThat(play.says("w", " then.").ends("w").did()).containsExactly("completed STOP");
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
  }

  @Test
  void withoutAPatternAllRoundsAreHeld() {
    Play play = Cast.of(Debates.of(2, 2, null)).at(Pace.SERIAL).play().did("asked");
    assertThat(says(says(play, "a1", "It is 4."), "b1", "It is 4.").did())
        .isEqualTo(
            List.of(
                "a2 is asked, step 1 [1:It is 4.. | 2:It is 4..]",
                "b2 is asked, step 1 [1:It is 4.. | 2:It is 4..]"));
  }
}
