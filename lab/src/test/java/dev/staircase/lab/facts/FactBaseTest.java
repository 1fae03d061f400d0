package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The built-in base keeps the promises that writers and scores rely on.
class FactBaseTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final List<String> PROPOSERS = List.of("p1", "p2", "p3");

  @Test
  void knowsAFewDozenTopics() {
    assertThat(BASE.topics()).hasSizeGreaterThanOrEqualTo(36);
    assertThat(BASE.topics()).extracting(Topic::question).contains("Why is the sky blue?");
    assertThat(BASE.topics()).extracting(Topic::id).doesNotHaveDuplicates();
  }

  @Test
  void saysNothingTwice() {
    var sentences = BASE.topics().stream().flatMap(Topic::sentences).toList();
    assertThat(sentences).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> everyTopicIsWhole() {
    return BASE.topics().stream().map(t -> DynamicTest.dynamicTest(t.id(), () -> check(t)));
  }

  private static void check(Topic topic) {
    assertThat(BASE.topicOf(topic.question())).contains(topic);
    assertThat(topic.facts()).hasSize(12);
    assertThat(topic.wrongs()).extracting(Wrong::by).containsExactlyInAnyOrderElementsOf(PROPOSERS);
    topic.facts().forEach(fact -> checkSentence(fact.text()));
    topic.wrongs().forEach(wrong -> checkSentence(wrong.text()));
    var union = new TreeSet<String>();
    for (var name : PROPOSERS) {
      var mine = new HashSet<>(BASE.voice(name).says(topic, null));
      var others = new HashSet<String>();
      PROPOSERS.stream()
          .filter(p -> !p.equals(name))
          .forEach(p -> others.addAll(BASE.voice(p).says(topic, null)));
      assertThat(topic.facts())
          .as("known to %s alone", name)
          .anyMatch(f -> mine.contains(f.text()) && !others.contains(f.text()));
      union.addAll(mine);
      var wrong = Objects.requireNonNull(topic.wrongOf(name));
      assertThat(mine).contains(wrong.text()).doesNotContain(wrong.against().text());
      assertThat(others).contains(wrong.against().text());
    }
    assertThat(union).containsAll(topic.facts().stream().map(Fact::text).toList());
  }

  private static void checkSentence(String text) {
    assertThat(text).matches("[A-Z].*\\.").doesNotContain("  ").doesNotContain(". ");
    assertThat(text.split(" ")).as(text).hasSizeBetween(9, 27);
    assertThat(text)
        .as("no words by which prompts speak of their state")
        .doesNotContain(Conversation.PARTIAL_MARK)
        .doesNotContainPattern("(is|are|now) complete");
  }
}
