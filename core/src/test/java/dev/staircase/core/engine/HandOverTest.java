package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.handing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.topology.HandOver;
import org.junit.jupiter.api.Test;

/// In which units a text is handed to its readers.
class HandOverTest {
  /// Chunks of two tokens; a unit of more than six is shown in part.
  private static final Pace SIX =
      new Pace(2, 2, 2, 6, 0, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);

  private static final Pace SIX_LED =
      new Pace(2, 2, 2, 6, 1, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);

  private static Play play(HandOver handOver) {
    return Cast.of(agent("w"), handing(agent("a"), handOver)).at(SIX).play().did("asked");
  }

  @Test
  void aSentenceIsShownWhole() {
    Play play = play(HandOver.SENTENCES);
    assertThat(play.says("a", "One two three.").did()).as("it may go on: 3.5").isEmpty();
    assertThat(play.says("a", " Four").did())
        .containsExactly("w is asked, step 1 [1:One two three.]");
    play.says("w", "w1").did("writing");
    assertThat(play.says("a", " five six").says("w", " w2").did()).isEmpty();
    assertThat(play.says("a", " seven. Eight").says("w", " w3").did())
        .containsExactly(
            "w is closed",
            "w is asked, step 2 [1:One two three. Four five six seven.] after 'w1 w2'");
  }

  @Test
  void aShortSentenceWaitsForItsChunk() {
    Play play = play(HandOver.SENTENCES);
    assertThat(play.says("a", "Yes.").did()).isEmpty();
    assertThat(play.says("a", " It").did()).containsExactly("w is asked, step 1 [1:Yes.]");
  }

  @Test
  void aSentenceLongerThanAnyChunkEndsWithAWord() {
    Play play = play(HandOver.SENTENCES);
    assertThat(play.says("a", Cast.words("a", 1, 256)).did()).isEmpty();
    assertThat(play.says("a", " a257").did())
        .containsExactly("w is asked, step 1 [1:" + Cast.words("a", 1, 256) + "]");
  }

  @Test
  void whatHasEndedIsShownWhole() {
    Play play = play(HandOver.SENTENCES).says("a", "One. And then").did("first sentence");
    assertThat(play.ends("a").says("w", "w1 w2").did())
        .containsExactly("w is closed", "w is asked, step 2 [1:One. And then.] after 'w1'");
  }

  @Test
  void whatHasBrokenOffIsShownToItsLastWord() {
    Play play = play(HandOver.SENTENCES).says("a", "One. Two. And th").did("first sentence");
    assertThat(play.fails("a").did()).containsExactly("a BROKEN_OFF");
    play.says("w", "w1");
    assertThat(play.says("w", " w2").did())
        .containsExactly("w is closed", "w is asked, step 2 [1:One. Two. And!] after 'w1'");
  }

  @Test
  void aSentenceUnderWayGivesNoLead() {
    Play play =
        Cast.of(agent("w"), handing(agent("a"), HandOver.SENTENCES)).at(SIX_LED).play().did("");
    play.says("a", "One two. Three four five").did("asked on two tokens");
    assertThat(play.lastRequest().maxTokens()).isEqualTo(10);
    assertThat(play.says("w", "w1 w2").did()).isEmpty();
    assertThat(play.says("w", " w3").did()).containsExactly("w is closed");
  }

  @Test
  void aStepEndsWithALineThatHoldsTheMarkerAlone() {
    Play play = play(HandOver.steps("##"));
    assertThat(play.says("a", "use ## here\n##").did()).as("the line may go on").isEmpty();
    assertThat(play.says("a", "\n").did())
        .containsExactly("w is asked, step 1 [1:use ## here\n##]");
    play.says("w", "w1");
    assertThat(play.says("a", "x\n##").says("w", " w2").did()).isEmpty();
    assertThat(play.says("a", "\ny").says("w", " w3").did())
        .containsExactly(
            "w is closed", "w is asked, step 2 [1:use ## here\n##\nx\n##] after 'w1 w2'");
  }

  @Test
  void aModelThatNeverWritesTheMarkerHoldsNobodyUp() {
    Play play = play(HandOver.steps("##"));
    assertThat(play.says("a", Cast.words("a", 1, 256)).did()).isEmpty();
    assertThat(play.says("a", " a257").did())
        .containsExactly("w is asked, step 1 [1:" + Cast.words("a", 1, 256) + "]");
    play.says("w", "w1").says("a", " " + Cast.words("a", 258, 500)).did("the same again");
    assertThat(play.says("w", " w2").did()).isEmpty();
    assertThat(play.says("a", " " + Cast.words("a", 501, 520)).says("w", " w3").did()).hasSize(2);
  }
}
