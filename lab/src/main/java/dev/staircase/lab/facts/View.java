package dev.staircase.lab.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a writer can read of the proposals at one moment.
///
/// @param sentences facts and wrong statements that can be read in full, in the order in which they
///   first appear; of those that seem to begin at the same place, the topic's order
/// @param partial whether the proposals are said to be unfinished
/// @param proposals whether there are any proposals at all
record View(List<String> sentences, boolean partial, boolean proposals) {
  private static final int OPENING_WORDS = 4;

  /// @param material the text to be read
  static View of(Topic topic, String material, boolean partial, FactBase base) {
    var pieces = new Pieces(material);
    var places = new LinkedHashMap<String, Integer>();
    topic
        .statements()
        .forEach(sentence -> {
          int at = pieces.find(sentence);
          if (at >= 0) {
            places.put(sentence, at);
          }
        });
    var sentences =
        places.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    boolean proposals = partial || !sentences.isEmpty() || opens(topic, material, base);
    return new View(sentences, partial, proposals);
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
