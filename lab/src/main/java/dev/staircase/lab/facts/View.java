package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an aggregator can see of the proposals at one moment, and what follows for its answer.
///
/// @param topic what is asked for
/// @param facts those that can be read in full, in the order in which they first appear
/// @param wrongs wrong statements that can be read in full
/// @param order where each of these sentences appears
/// @param partial whether the proposals are said to be unfinished
/// @param proposals whether there are any proposals at all
record View(
    Topic topic,
    List<Fact> facts,
    List<Wrong> wrongs,
    Map<String, Integer> order,
    boolean partial,
    boolean proposals) {
  private static final int OPENING_WORDS = 4;

  static View of(Topic topic, Conversation conversation, FactBase base) {
    var text = String.join("\n", conversation.shown());
    var pieces = new Pieces(text);
    var order = new HashMap<String, Integer>();
    var facts = new ArrayList<Fact>();
    for (var fact : topic.facts()) {
      if (seen(fact.text(), pieces, order)) {
        facts.add(fact);
      }
    }
    var wrongs = new ArrayList<Wrong>();
    for (var wrong : topic.wrongs()) {
      if (seen(wrong.text(), pieces, order)) {
        wrongs.add(wrong);
      }
    }
    boolean partial = conversation.partial();
    boolean proposals = partial || !order.isEmpty() || opens(topic, text, base);
    return new View(topic, facts, wrongs, order, partial, proposals);
  }

  /// Whether nothing of any proposal is shown.
  boolean empty() {
    return !proposals;
  }

  /// Every sentence that an answer to this topic may hold.
  List<String> sentences() {
    var all = new ArrayList<>(topic.sentences().toList());
    all.add(opening());
    all.add(closing());
    return all;
  }

  /// What is still to be said after `said`: corrections first, then what was not said, then the
  /// end.
  List<String> left(String said) {
    var left = new ArrayList<String>();
    if (said.isBlank()) {
      left.add(opening());
    }
    var corrected = new ArrayList<Fact>();
    for (var wrong : topic.wrongs()) {
      if (said.contains(wrong.text())
          && facts.contains(wrong.against())
          && !said.contains(wrong.correction())) {
        left.add(wrong.correction());
        corrected.add(wrong.against());
      }
    }
    var rest = new ArrayList<String>();
    facts.stream().filter(f -> !corrected.contains(f)).map(Fact::text).forEach(rest::add);
    wrongs.stream().filter(w -> !facts.contains(w.against())).map(Wrong::text).forEach(rest::add);
    rest.removeIf(said::contains);
    rest.sort(Comparator.comparing(order::get));
    left.addAll(rest);
    if (!partial && !said.contains(closing())) {
      left.add(closing());
    }
    return left;
  }

  private String opening() {
    return "Several models were asked about "
        + topic.subject()
        + ", and this answer brings together what they have to say.";
  }

  private String closing() {
    return "That is what the answers of the models, taken together, have to say about "
        + topic.subject()
        + ".";
  }

  private static boolean seen(String sentence, Pieces pieces, Map<String, Integer> order) {
    int at = pieces.find(sentence);
    if (at >= 0) {
      order.put(sentence, at);
    }
    return at >= 0;
  }

  /// Whether the first words of any speaker's opening stand in the text.
  private static boolean opens(Topic topic, String text, FactBase base) {
    for (var speaker : base.speakers()) {
      var words = base.voice(speaker).opening(topic).split(" ");
      if (text.contains(String.join(" ", List.of(words).subList(0, OPENING_WORDS)))) {
        return true;
      }
    }
    return false;
  }
}
