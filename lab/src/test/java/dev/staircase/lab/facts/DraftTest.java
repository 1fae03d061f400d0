package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A speaker that reads: what it says, in which order, and what it takes back.
class DraftTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final Topic SKY = BASE.topicOf("Why is the sky blue?").orElseThrow();
  private static final List<String> P1 = BASE.voice("p1").says(SKY, null);
  private static final Wrong WRONG = SKY.wrongs().getFirst();

  @ParameterizedTest
  @EnumSource
  void whatItReadAndWhatItKnowsTakeTurns(Prompts prompts) {
    var read = fact(12) + " " + fact(11) + " " + fact(1);
    var told = write(prompts, read, Part.State.COMPLETE, "");
    assertThat(told)
        .startsWith(String.join(" ", P1.getFirst(), fact(12), P1.get(1), fact(11), P1.get(2)));
    assertThat(FactScore.of(SKY.question(), told).repeated()).isZero();
    for (int end = told.indexOf(' '); end > 0; end = told.indexOf(' ', end + 1)) {
      assertThat(write(prompts, read, Part.State.COMPLETE, told.substring(0, end)))
          .isEqualTo(told.substring(end));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatItKnowsWhileNothingWholeIsThereAndEndsUntilThereIs(Prompts prompts) {
    var cut = fact(12).substring(0, 30);
    var alone = write(prompts, cut, Part.State.PARTIAL, "");
    assertThat(alone).isEqualTo(String.join(" ", P1));
    assertThat(write(prompts, cut, Part.State.PARTIAL, alone)).isEmpty();
    assertThat(write(prompts, fact(12), Part.State.PARTIAL, alone)).isEqualTo(" " + fact(12));
  }

  @ParameterizedTest
  @EnumSource
  void takesItsOwnMistakeBackBeforeAllElse(Prompts prompts) {
    var read = WRONG.against().text() + " " + fact(12);
    assertThat(write(prompts, read, Part.State.PARTIAL, "")).doesNotContain(WRONG.text());
    var said = P1.getFirst() + " " + WRONG.text();
    assertThat(write(prompts, read, Part.State.PARTIAL, said))
        .startsWith(" " + WRONG.correction() + " " + fact(1) + " " + fact(12));
  }

  @ParameterizedTest
  @EnumSource
  void believesWhatItDoesNotKnowBetter(Prompts prompts) {
    for (var wrong : SKY.wrongs()) {
      boolean knowsBetter = P1.contains(wrong.against().text());
      assertThat(write(prompts, wrong.text(), Part.State.PARTIAL, "").contains(wrong.text()))
          .isEqualTo(!knowsBetter);
    }
  }

  /// A text that somebody else began is gone on with, not begun anew.
  @Test
  void doesNotOpenATextThatHasBegun() {
    var messages = List.of(Message.user(SKY.question()), Message.assistant(fact(12)));
    assertThat(Reader.write("p1", new Conversation(messages, true)))
        .isEqualTo(" " + String.join(" ", P1.subList(1, P1.size())));
  }

  private static String fact(int place) {
    return SKY.facts().get(place - 1).text();
  }

  private static String write(Prompts prompts, String read, Part.State state, String said) {
    var steps = List.of(new Shown(List.of(prompts.part(1, read, state)), said));
    return Reader.write(
        "p1", prompts.of(List.of(), SKY.question(), steps, Continuation.TRAILING_ASSISTANT));
  }
}
