package dev.staircase.lab.schedule;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.topology.Agent;
import java.util.List;
import java.util.Locale;

/// The text that one agent has to say, token by token: made-up words of four letters, none of them
/// twice and none an other agent's, so that nothing looks like a repeat.
///
/// A token is a word with the space before it, as real tokenizers part English text. Where the
/// agent hands over sentences, every twelfth word ends one and the next begins with a capital;
/// where it hands over steps, every fortieth token is the marker in a line of its own.
public final class Lines {
  private static final int LETTERS = 26;
  private static final int WORD = 4;
  private static final int WORDS_APART = 7_001;
  private static final int SENTENCE = 12;
  private static final int STEP = 40;

  /// The first [#size] are the text.
  private final String[] tokens;

  private final int size;

  /// @param index tells agents apart
  public Lines(Agent agent, int index, int length) {
    this(new String[length], length);
    for (int i = 0; i < length; i++) {
      String word = (i == 0 ? "" : " ") + word(index * WORDS_APART + i);
      tokens[i] =
          switch (agent.handOver().unit()) {
            case WORD -> word;
            case SENTENCE -> inSentence(word, i % SENTENCE);
            case STEP ->
                i % STEP == STEP - 1 ? "\n%s\n".formatted(agent.handOver().marker()) : word;
          };
    }
  }

  private Lines(String[] tokens, int size) {
    this.tokens = tokens;
    this.size = size;
  }

  /// A text that is given, token by token.
  public static Lines of(List<String> tokens) {
    return new Lines(tokens.toArray(String[]::new), tokens.size());
  }

  /// As much of it, which costs no copy.
  ///
  /// @param length at most the whole
  public Lines first(int length) {
    return new Lines(tokens, Math.min(length, size));
  }

  int size() {
    return size;
  }

  String token(int index) {
    return tokens[index];
  }

  /// How many tokens of the text an agent has written before it is asked with `messages`: all that
  /// they hold of the assistant and the conversation doesn't.
  int written(List<Message> messages, List<Message> conversation) {
    long left = said(messages) - said(conversation);
    int count = 0;
    while (left > 0 && count < size) {
      left -= tokens[count++].length();
    }
    return count;
  }

  private static long said(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .mapToLong(message -> message.content().length())
        .sum();
  }

  private static String inSentence(String word, int place) {
    return switch (place) {
      case 0 -> word.replaceFirst("[a-z]", word.strip().substring(0, 1).toUpperCase(Locale.ROOT));
      case SENTENCE - 1 -> word + ".";
      default -> word;
    };
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; word.length() < WORD; rest /= LETTERS) {
      word.append((char) ('a' + rest % LETTERS));
    }
    return word.toString();
  }
}
