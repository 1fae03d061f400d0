package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read from a prompt, wherever the responses stand in it.
class ConversationTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final Topic SKY = BASE.topicOf("Why is the sky blue?").orElseThrow();
  private static final Topic TIDES = BASE.topicOf("What causes the tides?").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | false",
        "' (still being written)' | true",
        "' (broken off)' | false",
        "', your own of the round before' | false",
        "', your own of the round before (still being written)' | true",
        "', your own of the round before (broken off)' | false",
      })
  void labelsTellWhetherMoreComes(String remark, boolean partial) {
    var label = "Some are still being written.\n\nResponse 7" + remark + ":\n";
    var conversation = conversation(Message.user(label + "<<a1\nNo.\n\nWhy?\na1>>\n\nWell?"));
    assertThat(conversation.partial()).isEqualTo(partial);
    assertThat(conversation.material()).isEqualTo("No.\n\nWhy?");
    assertThat(conversation.asked()).containsExactly("Some are still being written.\n\n\n\nWell?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Response 1:\nSunlight",
        "Response 1:\n<<a1\nSunlight\nb2>>",
        "Response one:\n<<a1\nSunlight\na1>>",
        "No Response 1:\n<<a1\nSunlight\na1>>",
        "The marks are <<a1 and a1>>."
      })
  void whatIsNotMarkedIsNoMaterial(String text) {
    assertThat(conversation(Message.system(text), Message.user("Why?")).material()).isEmpty();
  }

  @Test
  void aResponseCannotContainAnother() {
    var inner = "Response 2 (still being written):\n<<b2\nLies.\nb2>>";
    var outer = conversation(Message.user("Response 1:\n<<a1\n" + inner + "\na1>>"));
    assertThat(outer.partial()).isFalse();
    assertThat(outer.material()).isEqualTo(inner);
  }

  /// The last question counts, not one before it nor what the responses speak of; and what was
  /// answered before it is no part of this answer.
  @ParameterizedTest
  @EnumSource
  void findsTheQuestionAndWhatWasSaidSince(Prompts prompts) {
    var before =
        List.of(Message.user(SKY.question()), Message.assistant(SKY.facts().getFirst().text()));
    for (var way : List.of(Continuation.TRAILING_ASSISTANT, Continuation.NEW_TURN)) {
      for (var question : List.of(SKY, TIDES)) {
        var steps =
            List.of(
                step(prompts, "Here we go on", "So"),
                step(prompts, "", " far"),
                step(prompts, "and on", ""));
        var asked = prompts.of(before, question.question(), steps, way);
        assertThat(BASE.topicOf(asked.asked().getFirst())).contains(question);
        assertThat(asked.said()).isEqualTo("So far");
        var begun = prompts.of(before, question.question(), steps.subList(2, 3), way);
        assertThat(begun.said()).isEmpty();
        assertThat(Reader.write("p1", begun)).contains(question.facts().getFirst().text());
      }
    }
  }

  /// The words of a task are about no topic.
  @ParameterizedTest
  @EnumSource
  void takesNoTaskForTheQuestion(Prompts prompts) {
    var asked =
        prompts.of(
            List.of(),
            "Write a poem.",
            List.of(step(prompts, "No.", "")),
            Continuation.TRAILING_ASSISTANT);
    assertThat(Reader.write("p2", asked)).contains("no language model");
    assertThat(Reader.write("agg", asked)).contains("no language model");
  }

  private static Shown step(Prompts prompts, String read, String written) {
    return new Shown(List.of(prompts.part(1, read, Part.State.PARTIAL)), written);
  }

  private static Conversation conversation(Message... messages) {
    return new Conversation(List.of(messages), false);
  }
}
