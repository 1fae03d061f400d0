package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The built-in writers: each turns a conversation into the text that follows it, the same text
/// every time.
public final class Writers {
  private static final String SINGLE = "agg";

  private final FactBase base;

  public Writers(FactBase base) {
    this.base = base;
  }

  /// What the proposer `speaker` goes on to say; empty where it has said everything.
  ///
  /// @param speaker one of [FactBase#speakers]
  /// @param seed null or 0 for its usual order of facts
  public String propose(String speaker, Conversation conversation, @Nullable Long seed) {
    var voice = base.voice(speaker);
    return topicAsked(conversation)
        .map(topic -> speak(topic, voice.says(topic, seed), conversation.said()))
        .orElseGet(() -> tellWhatWeAre(conversation));
  }

  /// What an aggregator goes on to say: every fact that it finds in full in what it is shown, once;
  /// empty where nothing is left to say. Without any proposals it speaks from the little it knows
  /// itself.
  public String aggregate(Conversation conversation, @Nullable Long seed) {
    var topic = topicAsked(conversation);
    if (topic.isEmpty()) {
      return tellWhatWeAre(conversation);
    }
    var view = View.of(topic.get(), conversation, base);
    if (view.empty()) {
      var voice = base.voice(SINGLE);
      return speak(topic.get(), voice.says(topic.get(), seed), conversation.said());
    }
    return Resume.after(conversation.said(), view.sentences(), view::left);
  }

  private Optional<Topic> topicAsked(Conversation conversation) {
    for (var question : conversation.asked()) {
      var topic = base.topicOf(question);
      if (topic.isPresent()) {
        return topic;
      }
    }
    return Optional.empty();
  }

  private static String speak(Topic topic, List<String> script, String said) {
    var known = new ArrayList<>(script);
    topic.sentences().forEach(known::add);
    return Resume.after(said, known, text -> unsaid(script, text));
  }

  private String tellWhatWeAre(Conversation conversation) {
    var some = base.topics().stream().map(Topic::question).toList();
    var script =
        List.of(
            "I cannot answer this, because I am no language model.",
            "I am a paced model of the staircase project: I read my prompt and answer from a fact"
                + " base.",
            "It holds %d topics of general knowledge and nothing else."
                .formatted(base.topics().size()),
            "You could ask me, for example: %s %s %s"
                .formatted(some.getFirst(), some.get(some.size() / 2), some.getLast()),
            "To have any question answered, attach real models with ./staircase serve --config"
                + " FILE.");
    return Resume.after(conversation.said(), script, text -> unsaid(script, text));
  }

  private static List<String> unsaid(List<String> script, String text) {
    return script.stream().filter(sentence -> !text.contains(sentence)).toList();
  }
}
