package dev.staircase.lab.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the built-in models know: a few dozen topics of general knowledge, and who knows which part
/// of them.
///
/// Immutable and free of side effects once loaded; [#builtIn] reads its files when it is first
/// called.
public final class FactBase {
  private static final int QUESTION_FOUND = 1_000;
  private static final int SENTENCE_FOUND = 20;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)\\s+|\\n");

  private final List<Topic> topics;
  private final Map<String, Voice> voices;
  private final Map<String, Integer> topicBySentence = new HashMap<>();

  FactBase(List<Topic> topics, Map<String, Voice> voices) {
    this.topics = List.copyOf(topics);
    this.voices = Map.copyOf(voices);
    for (int i = 0; i < topics.size(); i++) {
      int place = i;
      topics.get(i).sentences().forEach(sentence -> topicBySentence.put(sentence, place));
    }
  }

  /// The base that comes with the product.
  public static FactBase builtIn() {
    return BuiltIn.BASE;
  }

  public List<Topic> topics() {
    return topics;
  }

  /// The topic that `question` asks for, if any is known.
  public Optional<Topic> topicOf(String question) {
    return topicOf(List.of(question));
  }

  /// The topic of a conversation: the one whose example question stands in the latest text, else
  /// the one most of whose sentences stand in the texts, else the one whose keywords do.
  ///
  /// @param texts oldest first
  Optional<Topic> topicOf(List<String> texts) {
    int[] scores = new int[topics.size()];
    for (int i = 0; i < texts.size(); i++) {
      for (var sentence : SENTENCE_END.splitAsStream(texts.get(i)).toList()) {
        var place = topicBySentence.get(sentence.strip());
        if (place != null) {
          scores[place] += SENTENCE_FOUND;
        }
      }
      addWords(texts.get(i), QUESTION_FOUND * (1 + i), scores);
    }
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return scores[best] > 0 ? Optional.of(topics.get(best)) : Optional.empty();
  }

  private void addWords(String text, int forQuestion, int[] scores) {
    var plain = plain(text);
    var words = Set.copyOf(SPACE.splitAsStream(plain.strip()).toList());
    for (int i = 0; i < scores.length; i++) {
      var topic = topics.get(i);
      scores[i] += plain.contains(plain(topic.question())) ? forQuestion : 0;
      for (var group : topic.keywords()) {
        scores[i] += words.containsAll(group) ? group.size() * group.size() : 0;
      }
    }
  }

  /// `text` in lower case, each word between single spaces.
  private static String plain(String text) {
    return " " + NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip() + " ";
  }

  /// How the model `name` speaks.
  ///
  /// @throws IllegalArgumentException where there is no such model in the base
  Voice voice(String name) {
    var voice = voices.get(name);
    if (voice == null) {
      throw new IllegalArgumentException(
          "expected a speaker of the fact base (%s), found '%s'"
              .formatted(String.join(", ", speakers()), name));
    }
    return voice;
  }

  /// The models that can speak from this base, in alphabetical order.
  public List<String> speakers() {
    return voices.keySet().stream().sorted().toList();
  }

  private static final class BuiltIn {
    static final FactBase BASE = FactFiles.load();
  }
}
