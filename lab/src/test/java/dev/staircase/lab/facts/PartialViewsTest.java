package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// An aggregator that is shown growing proposals, step by step, and cut off at word ends, ends up
/// with a whole answer: every fact once, nothing wrong left standing, no sentence broken.
class PartialViewsTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final Writers WRITERS = new Writers(BASE);
  private static final List<String> PROPOSERS = List.of("p1", "p2", "p3");

  /// @param appended whether chunks alternate with the answer; otherwise each step shows all
  ///   proposals anew
  /// @param chunk words of each proposal that come with a step
  /// @param write words that the aggregator may write in a step
  private record Row(boolean appended, int chunk, int write) {}

  @TestFactory
  Stream<DynamicTest> everyAnswerComesOutWhole() {
    return Stream.of(
            new Row(false, 6, 6),
            new Row(false, 20, 11),
            new Row(false, 50, 200),
            new Row(true, 6, 6),
            new Row(true, 13, 20),
            new Row(true, 50, 200))
        .map(row ->
            DynamicTest.dynamicTest(
                row.toString(), () -> BASE.topics().forEach(topic -> check(row, topic))));
  }

  private static void check(Row row, Topic topic) {
    var answer = row.appended ? appended(row, topic) : grouped(row, topic);
    var score = FactScore.of(topic.question(), answer);
    assertThat(score)
        .as(answer)
        .isEqualTo(new FactScore(topic.id(), 12, 12, 0, 0, score.corrected()));
    var rest = answer;
    for (var sentence : (Iterable<String>) topic.sentences()::iterator) {
      rest = rest.replace(sentence, "");
    }
    assertThat(rest.replace("Correction: ", "").replaceAll(" +", " ").strip())
        .matches("Several models were asked about [^.]*\\. That is what the answers [^.]*\\.");
  }

  private static String grouped(Row row, Topic topic) {
    var said = "";
    for (int step = 1; ; step++) {
      int shown = step * row.chunk;
      boolean partial = PROPOSERS.stream().anyMatch(p -> words(p, topic).size() > shown);
      var system = new StringBuilder("Responses to the question.");
      system.append(partial ? " They are still being written.\n" : "\n");
      for (var p : PROPOSERS) {
        var words = words(p, topic);
        system.append(String.join(" ", words.subList(0, Math.min(shown, words.size()))));
        system.append("\n");
      }
      var messages = new ArrayList<Message>();
      messages.add(Message.system(system.toString()));
      messages.add(Message.user(topic.question()));
      if (!said.isEmpty()) {
        messages.add(Message.assistant(said));
      }
      var next = WRITERS.aggregate(new Conversation(messages, true), null);
      if (!partial) {
        return said + next;
      }
      said += head(next, row.write);
    }
  }

  private static String appended(Row row, Topic topic) {
    var messages = new ArrayList<Message>();
    messages.add(Message.system("Some responses are still being written."));
    var answer = new StringBuilder();
    for (int step = 0; ; step++) {
      int from = step * row.chunk;
      var text = new StringBuilder(step == 0 ? topic.question() + "\n" : "");
      boolean more = false;
      for (int p = 0; p < PROPOSERS.size(); p++) {
        var words = words(PROPOSERS.get(p), topic);
        if (from < words.size()) {
          int to = Math.min(words.size(), from + row.chunk);
          text.append("[").append(p + 1).append("] ");
          text.append(String.join(" ", words.subList(from, to))).append("\n");
          more |= to < words.size();
        }
      }
      text.append(more ? "" : "All responses are complete. ");
      text.append(step == 0 ? "" : "Go on exactly where you stopped.");
      messages.add(Message.user(text.toString()));
      var next = WRITERS.aggregate(new Conversation(messages, false), null);
      var part = more ? head(next, row.write) : next;
      answer.append(part);
      if (!more) {
        return answer.toString();
      }
      messages.add(Message.assistant(part));
    }
  }

  private static List<String> words(String speaker, Topic topic) {
    return List.of(String.join(" ", BASE.voice(speaker).says(topic, null)).split(" "));
  }

  /// The first words of `text`, a space before them included.
  private static String head(String text, int words) {
    int at = 0;
    for (int n = 0; n < words && at >= 0; n++) {
      at = text.indexOf(' ', at + 1);
    }
    return at < 0 ? text : text.substring(0, at);
  }
}
