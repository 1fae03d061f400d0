package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import dev.staircase.lab.facts.Conversation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exercise by which clients find out how a model continues.
class ExerciseTest {
  private static final Message ASKED = Message.user("Count from one to ten in English words.");

  @ParameterizedTest
  @CsvSource({
    "one two three four, true, ' five six seven eight nine ten'",
    "So: one two three four, true, ' five six seven eight nine ten'",
    "one two three four, false, one two three four five six seven eight nine ten",
    "one two three four five six seven eight nine ten, true, ''"
  })
  void countsOnWhereItsOwnTextIsContinuedAndElseAnew(
      String partial, boolean continues, String next) {
    var conversation = new Conversation(List.of(ASKED, Message.assistant(partial)), continues);
    assertThat(Exercise.isAsked(conversation)).isTrue();
    assertThat(new Writing.Fixed(5).next(conversation, null)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"Why is the sky blue?", "Count the stars."})
  void isAskedByItsOwnWordsAlone(String question) {
    assertThat(Exercise.isAsked(new Conversation(List.of(Message.user(question)), false)))
        .isFalse();
  }
}
