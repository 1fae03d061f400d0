package dev.staircase.lab.facts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final Writers WRITERS = new Writers(BASE);
  private static final Topic SKY = BASE.topicOf("Why is the sky blue?").orElseThrow();

  /// From every word end of the serial answer, the writer goes on with exactly the rest.
  @TestFactory
  Stream<DynamicTest> goesOnFromEveryWordEnd() {
    return BASE.topics().stream().map(t -> DynamicTest.dynamicTest(t.id(), () -> resumeAll(t)));
  }

  private static void resumeAll(Topic topic) {
    var prompt = prompt(topic, proposals(topic));
    var answer = WRITERS.aggregate(new Conversation(prompt, false), null);
    assertThat(FactScore.of(topic.question(), answer))
        .isEqualTo(new FactScore(topic.id(), 12, 12, 0, 0, 0));
    resume(prompt, answer, c -> WRITERS.aggregate(c, null));
    var asked = List.of(Message.user(topic.question()));
    for (var speaker : BASE.speakers()) {
      var told = WRITERS.propose(speaker, new Conversation(asked, false), null);
      resume(asked, told, c -> WRITERS.propose(speaker, c, null));
    }
  }

  private static void resume(
      List<Message> prompt, String answer, Function<Conversation, String> writer) {
    for (int end = 1; end <= answer.length(); end++) {
      if (end < answer.length() && !Character.isWhitespace(answer.charAt(end))) {
        continue;
      }
      var said = answer.substring(0, end);
      var partial = with(prompt, Message.assistant(said));
      assertThat(writer.apply(new Conversation(partial, true)))
          .as("after '%s'", said)
          .isEqualTo(answer.substring(end));
    }
  }

  /// Each sentence is a step where steps are asked for, wherever the text goes on from, and another
  /// writer takes over the facts and not the marks.
  @Test
  void worksInStepsWhereAsked() {
    var demand = "Work in steps, and end each step with a line that holds nothing but ##!";
    var asked = List.of(Message.system(demand), Message.user(SKY.question()));
    for (var speaker : BASE.speakers()) {
      var told = WRITERS.propose(speaker, new Conversation(asked, false), null);
      var plain = WRITERS.propose(speaker, new Conversation(asked.subList(1, 2), false), null);
      assertThat(told.lines().filter(line -> !line.equals("##!")).collect(joining(" ")))
          .isEqualTo(plain);
      assertThat(told.lines().filter("##!"::equals))
          .hasSameSizeAs(BASE.voice(speaker).says(SKY, null));
      resume(asked, told, c -> WRITERS.propose(speaker, c, null));
      assertThat(WRITERS.aggregate(new Conversation(prompt(SKY, List.of(told)), false), null))
          .isEqualTo(WRITERS.aggregate(new Conversation(prompt(SKY, List.of(plain)), false), null));
    }
  }

  @Test
  void continuesInANewTurnFromAllPartsOfTheAnswer() {
    var prompt = prompt(SKY, proposals(SKY));
    var answer = WRITERS.aggregate(new Conversation(prompt, false), null);
    int one = answer.indexOf(' ', 200);
    int two = answer.indexOf(' ', 500);
    var messages = new ArrayList<>(prompt);
    messages.add(Message.assistant(answer.substring(0, one)));
    messages.add(Message.user("More of the responses has come. Go on exactly where you stopped."));
    messages.add(Message.assistant(answer.substring(one, two)));
    messages.add(Message.user("Nothing new. Go on exactly where you stopped."));
    assertThat(WRITERS.aggregate(new Conversation(messages, false), null))
        .isEqualTo(answer.substring(two));
  }

  @Test
  void saysNothingWhereNothingIsLeft() {
    var prompt = prompt(SKY, proposals(SKY));
    var answer = WRITERS.aggregate(new Conversation(prompt, false), null);
    var whole = with(prompt, Message.assistant(answer));
    assertThat(WRITERS.aggregate(new Conversation(whole, true), null)).isEmpty();
  }

  @Test
  void doesNotCloseWhileProposalsAreStillBeingWritten() {
    var partial = List.of("Responses that are " + Conversation.PARTIAL_MARK + ":\n" + half());
    var first = WRITERS.aggregate(new Conversation(prompt(SKY, partial), false), null);
    assertThat(first).startsWith("Several models were asked").doesNotContain("taken together");
    assertThat(first).contains(SKY.facts().getFirst().text());

    var later = new ArrayList<>(prompt(SKY, partial));
    later.add(Message.assistant(first));
    later.add(Message.user("The responses are complete. Go on where you stopped."));
    assertThat(WRITERS.aggregate(new Conversation(later, false), null)).contains("taken together");
  }

  @Test
  void opensBeforeAnyFactIsThere() {
    var openings =
        List.of("Some responses are " + Conversation.PARTIAL_MARK + ".\n1. Here is what I");
    assertThat(WRITERS.aggregate(new Conversation(prompt(SKY, openings), false), null))
        .startsWith("Several models were asked about the blue colour of the sky")
        .hasSizeLessThan(150);
  }

  /// Facts whose sentences are cut by the chunks of an append-only prompt are put together again.
  @ParameterizedTest
  @ValueSource(ints = {3, 8, 20, 60})
  void readsProposalsInAlternatingPieces(int wordsAChunk) {
    var texts = proposals(SKY);
    var chunks = new ArrayList<String>();
    for (int from = 0; from < 400; from += wordsAChunk) {
      for (int p = 0; p < texts.size(); p++) {
        var words = List.of(texts.get(p).split(" "));
        if (from < words.size()) {
          int to = Math.min(words.size(), from + wordsAChunk);
          chunks.add("[" + (p + 1) + "] " + String.join(" ", words.subList(from, to)));
        }
      }
    }
    var answer = WRITERS.aggregate(new Conversation(prompt(SKY, chunks), false), null);
    assertThat(FactScore.of(SKY.question(), answer).covered()).isEqualTo(12);
    assertThat(FactScore.of(SKY.question(), answer).contradicted()).isZero();
  }

  @Test
  void repeatsAWrongStatementWhileNobodyContradictsItAndTakesItBackLater() {
    var wrong = SKY.wrongs().getFirst();
    var alone = List.of(wrong.text());
    var misled = WRITERS.aggregate(new Conversation(prompt(SKY, alone), false), null);
    assertThat(FactScore.of(SKY.question(), misled).contradicted()).isEqualTo(1);

    var both = with(prompt(SKY, List.of(wrong.text(), wrong.against().text())), misled);
    var more = WRITERS.aggregate(new Conversation(both, true), null);
    assertThat(more).contains("Correction: " + wrong.against().text());
    assertThat(FactScore.of(SKY.question(), misled + more))
        .isEqualTo(new FactScore("sky", 12, 1, 0, 0, 1));
  }

  /// A later question counts, whatever was asked and answered before it.
  @Test
  void answersTheLatestQuestion() {
    var messages =
        List.of(
            Message.user(SKY.question()),
            Message.assistant("It scatters."),
            Message.user("And how about the tides?"));
    for (var speaker : BASE.speakers()) {
      assertThat(WRITERS.propose(speaker, new Conversation(messages, false), null))
          .contains("the tides of the sea");
    }
    assertThat(WRITERS.aggregate(new Conversation(messages, false), null))
        .contains("the tides of the sea");
  }

  @Test
  void answersAloneWithWhatItKnows() {
    var asked = new Conversation(List.of(Message.user(SKY.question())), false);
    var score = FactScore.of(SKY.question(), WRITERS.aggregate(asked, null));
    assertThat(score.covered()).isEqualTo(6);
  }

  @Test
  void sampledProposalsDiffer() {
    var asked = new Conversation(List.of(Message.user(SKY.question())), false);
    var usual = WRITERS.propose("p1", asked, null);
    assertThat(WRITERS.propose("p1", asked, 0L)).isEqualTo(usual);
    assertThat(WRITERS.propose("p1", asked, 1L))
        .isNotEqualTo(usual)
        .isEqualTo(WRITERS.propose("p1", asked, 1L))
        .hasSameSizeAs(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Who won the match last night?", "Write a poem.", "?", ""})
  void answersHonestlyWhatItDoesNotKnow(String question) {
    var asked = new Conversation(List.of(Message.user(question)), false);
    assertThat(WRITERS.propose("p2", asked, null))
        .contains("no language model", "./staircase serve --config")
        .isEqualTo(WRITERS.aggregate(asked, null));
  }

  @Test
  void doesNotTakeItsOwnTextForASource() {
    var fact = SKY.facts().get(9).text();
    var messages = new ArrayList<>(prompt(SKY, List.of(SKY.facts().getFirst().text())));
    messages.add(Message.assistant(fact));
    assertThat(WRITERS.aggregate(new Conversation(messages, true), null))
        .contains(SKY.facts().getFirst().text())
        .doesNotContain(fact);
  }

  private static String half() {
    return proposals(SKY).stream().map(t -> t.substring(0, t.length() / 2)).toList().toString();
  }

  private static List<String> proposals(Topic topic) {
    var asked = new Conversation(List.of(Message.user(topic.question())), false);
    return Stream.of("p1", "p2", "p3").map(p -> WRITERS.propose(p, asked, null)).toList();
  }

  private static List<Message> prompt(Topic topic, List<String> proposals) {
    return List.of(
        Message.system("You were given these responses:\n" + String.join("\n", proposals)),
        Message.user(topic.question()));
  }

  private static List<Message> with(List<Message> prompt, String said) {
    return with(prompt, Message.assistant(said));
  }

  private static List<Message> with(List<Message> prompt, Message last) {
    var all = new ArrayList<>(prompt);
    all.add(last);
    return all;
  }
}
