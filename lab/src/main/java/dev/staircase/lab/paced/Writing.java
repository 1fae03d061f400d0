package dev.staircase.lab.paced;

import dev.staircase.lab.facts.Conversation;
import dev.staircase.lab.facts.FactBase;
import org.jspecify.annotations.Nullable;

/// Where the text of a paced model comes from.
public sealed interface Writing {
  /// Tells what `speaker` of the fact base knows and what it finds in its prompt.
  record Proposer(String speaker) implements Writing {
    public Proposer {
      if (!FactBase.builtIn().speakers().contains(speaker)) {
        throw new IllegalArgumentException(
            "expected a speaker of the fact base (%s), found '%s'"
                .formatted(String.join(", ", FactBase.builtIn().speakers()), speaker));
      }
    }
  }

  /// Writes from the facts that it finds in its prompt.
  record Aggregator() implements Writing {}

  /// Writes `w1 w2 ...` up to `tokens`, one token each, for tests of timing.
  record Fixed(int tokens) implements Writing {
    static final int MOST = 99_999;

    public Fixed {
      if (tokens < 0 || tokens > MOST) {
        throw new IllegalArgumentException(
            "fixed texts have 0 to %d tokens, found %d".formatted(MOST, tokens));
      }
    }
  }

  /// Reads `proposer:p1`, `aggregator` or `fixed:200`.
  ///
  /// @throws IllegalArgumentException where `text` is none of these
  static Writing parse(String text) {
    if (text.equals("aggregator")) {
      return new Aggregator();
    }
    if (text.startsWith("proposer:")) {
      return new Proposer(text.substring("proposer:".length()));
    }
    if (text.matches("fixed:\\d{1,6}")) {
      return new Fixed(Integer.parseInt(text.substring("fixed:".length())));
    }
    throw new IllegalArgumentException(
        "expected a text (proposer:NAME, aggregator or fixed:TOKENS), found '%s'".formatted(text));
  }

  /// What this writing says next; empty where nothing is left.
  ///
  /// @param seed null or 0 for the usual order of facts
  default String next(Conversation conversation, @Nullable Long seed) {
    if (Exercise.isAsked(conversation)) {
      return Exercise.next(conversation);
    }
    return switch (this) {
      case Proposer(var speaker) -> Texts.WRITERS.propose(speaker, conversation, seed);
      case Aggregator() -> Texts.WRITERS.aggregate(conversation, seed);
      case Fixed(int tokens) -> Texts.counted(tokens, conversation.said());
    };
  }
}
