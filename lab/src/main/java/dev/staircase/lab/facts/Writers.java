package dev.staircase.lab.facts;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The built-in writers: each turns a conversation into the text that follows it, the same text
/// every time.
public final class Writers {
  private static final String SINGLE = "agg";

  private final FactBase base;

  public Writers(FactBase base) {
    this.base = base;
  }

  /// What the speaker `name` goes on to say: what it knows itself and what it finds in full in the
  /// responses it is shown, each once; empty where nothing is left to say.
  ///
  /// @param name one of [FactBase#speakers]
  /// @param seed null or 0 for its usual order of facts
  public String propose(String name, Conversation conversation, @Nullable Long seed) {
    var voice = base.voice(name);
    return write(conversation, conversation.material(), view -> voice, seed);
  }

  /// What an aggregator goes on to say: every fact that it finds in full in what it is shown, once;
  /// empty where nothing is left to say. Without any proposals it speaks from the little it knows
  /// itself. Where no response is marked as [Response] has it, it reads the whole prompt.
  public String aggregate(Conversation conversation, @Nullable Long seed) {
    var material = conversation.material();
    return write(
        conversation,
        material.isBlank() ? String.join("\n", conversation.shown()) : material,
        view -> view.proposals() ? Voice.AGGREGATOR : base.voice(SINGLE),
        seed);
  }

  private String write(
      Conversation conversation,
      String material,
      Function<View, Voice> speaker,
      @Nullable Long seed) {
    for (var question : conversation.asked()) {
      var topic = base.topicOf(question).orElse(null);
      if (topic != null) {
        var view = View.of(topic, material, conversation.partial(), base);
        var voice = speaker.apply(view);
        return new Draft(topic, voice, voice.says(topic, seed), view)
            .after(conversation.said(), conversation.sentenceEnd());
      }
    }
    return tellWhatWeAre(conversation);
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
    return Resume.after(
        conversation.said(),
        script,
        text -> script.stream().filter(sentence -> !text.contains(sentence)).toList(),
        conversation.sentenceEnd());
  }
}
