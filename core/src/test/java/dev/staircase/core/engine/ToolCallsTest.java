package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.hedgedBy;
import static dev.staircase.core.engine.Cast.inForm;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.stoppingAt;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Form;
import dev.staircase.core.topology.Agent;
import org.junit.jupiter.api.Test;

/// Calls of tools, which only the agent that writes the answer may make.
class ToolCallsTest {
  private static final Agent WRITER = inForm(agent("w"), Form.TEXT_OR_TOOLS);

  @Test
  void passAsTheyComeAndInOrder() {
    Play play = Cast.of(WRITER, agent("a")).play().says("a", "a1 a2");
    play.says("w", "Let me see.").callsTools("w", "[1]").callsTools("w", "[2]").did("called");
    assertThat(play.client()).isEqualTo("Let me see.[1][2]");
    assertThat(play.ends("w", Finish.TOOL_CALLS).did())
        .containsExactly("a is closed", "completed TOOL_CALLS");
  }

  @Test
  void aCallWithoutAWordIsAnAnswer() {
    Play play = Cast.of(WRITER).play().callsTools("w", "[1]").ends("w", Finish.TOOL_CALLS);
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.TOOL_CALLS));
  }

  @Test
  void theCallIsNeverCutOverFromThenOn() {
    Play play = Cast.of(WRITER, agent("a")).at(Cast.LED).play().says("a", "a1 a2");
    assertThat(play.lastRequest().maxTokens()).as("not lowered to the lead's bound").isZero();
    play.callsTools("w", "[1]").says("a", " a3 a4 a5").did("more is there");
    assertThat(play.says("w", "w1 w2 w3").did()).isEmpty();
    assertThat(play.ends("w").did()).as("and not held").endsWith("completed STOP");
  }

  @Test
  void whatASeamHoldsBackGoesOutBefore() {
    Play play = Cast.of(WRITER, agent("a")).play().says("a", "a1 a2 a3 a4");
    play.says("w", "one two").did("cut over after the first word");
    assertThat(play.client()).isEqualTo("one");
    play.says("w", "on").callsTools("w", "[1]");
    assertThat(play.client()).isEqualTo("one on[1]");
  }

  @Test
  void whatAStopSequenceHoldsBackGoesOutBefore() {
    Agent writer = inForm(agent("w"), Form.TEXT_OR_TOOLS);
    Play play = Cast.of(stoppingAt(writer, "END")).play();
    play.says("w", "so EN").callsTools("w", "[1]");
    assertThat(play.client()).isEqualTo("so EN[1]");
  }

  @Test
  void aCallThatFailsAfterThemFailsTheAnswer() {
    Play play = Cast.of(withFallbacks(WRITER, seat("w2"))).recovering().play();
    play.says("w", "Let me see.").callsTools("w", "[1]").did("called");
    assertThat(play.fails("w", BUSY).did()).containsExactly("failed: busy");
  }

  @Test
  void areFirstWordsToo() {
    Play play = Cast.of(hedgedBy(WRITER, seat("h"))).recovering().play().waits(0).did("both open");
    assertThat(play.callsTools("w:h", "[1]").did()).containsExactly("w is closed");
    assertThat(play.callsTools("w", "[2]").client()).isEqualTo("[1]");
  }

  @Test
  void thoseOfOthersAreNotHeard() {
    Play play = Cast.of(WRITER, agent("a")).play().callsTools("a", "[1]").did("not heard");
    assertThat(play.client()).isEmpty();
    assertThat(play.ends("a", Finish.TOOL_CALLS).did()).startsWith("a DROPPED");
  }
}
