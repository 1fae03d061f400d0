package dev.staircase.lab.facts;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something the models can be asked about.
///
/// @param id a short name, such as `sky`
/// @param question an example of how to ask for it
/// @param subject what it is about, as a phrase that fits after "about"
/// @param keywords groups of words in lower case; a question that holds all words of a group is
///   about this topic
/// @param facts what is true, in the order a book would tell it
/// @param wrongs what is believed by some and is not true
public record Topic(
    String id,
    String question,
    String subject,
    List<Set<String>> keywords,
    List<Fact> facts,
    List<Wrong> wrongs) {
  public Topic {
    keywords = List.copyOf(keywords);
    facts = List.copyOf(facts);
    wrongs = List.copyOf(wrongs);
  }

  /// Every sentence that claims something about the topic: facts, wrong statements.
  Stream<String> statements() {
    return Stream.concat(facts.stream().map(Fact::text), wrongs.stream().map(Wrong::text));
  }

  /// Every sentence that says something about the topic: statements, corrections.
  Stream<String> sentences() {
    return Stream.concat(statements(), wrongs.stream().map(Wrong::correction));
  }

  /// The wrong statement of `speaker`, or null.
  @Nullable Wrong wrongOf(String speaker) {
    return wrongs.stream().filter(w -> w.by().equals(speaker)).findFirst().orElse(null);
  }
}
