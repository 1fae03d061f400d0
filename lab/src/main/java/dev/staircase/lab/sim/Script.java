package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import java.util.List;
import java.util.stream.Collectors;

/// What a scripted model says to a request: it reads there what it has said already, and goes on in
/// its manner.
final class Script {
  private static final String LEAK = "<|im_start|>assistant\n";
  private static final String LONG_WORD = "x";
  private static final char CJK = '\u2e80';

  private Script() {}

  /// What the model has written before, as its prompt has it.
  static String written(ModelCall request, List<Message> conversation) {
    long own = conversation.stream().filter(message -> message.role() == Role.ASSISTANT).count();
    return request.messages().stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .skip(own)
        .map(Message::content)
        .collect(Collectors.joining());
  }

  /// How many characters at the beginning of these words its server does not count as written.
  static int repeated(Actor actor, String written) {
    return switch (actor.manner()) {
      case ECHOES -> echo(written).length();
      case REPEATS -> lastWords(written).length();
      case LEAKS -> written.isEmpty() ? 0 : LEAK.length();
      case CONTINUES, TRIMS, RESTARTS, INSISTS, ENDS_EARLY -> 0;
    };
  }

  /// What it has to say now.
  static String words(Actor actor, ModelCall request, String written) {
    String rest = stopped(actor, request, actor.text().substring(position(actor.text(), written)));
    if (written.isEmpty()) {
      return actor.manner() == Actor.Manner.ENDS_EARLY ? half(rest) : rest;
    }
    return switch (actor.manner()) {
      case CONTINUES -> rest;
      case TRIMS -> rest.stripLeading();
      case ECHOES -> echo(written) + rest;
      case REPEATS -> lastWords(written) + rest;
      case LEAKS -> LEAK + rest;
      case RESTARTS -> request.continuesText() ? anew(actor.text()) : rest;
      case INSISTS -> anew(actor.text());
      case ENDS_EARLY -> half(rest);
    };
  }

  private static String anew(String text) {
    int end = text.indexOf(' ', Math.min(text.length(), 30));
    return text.length() % 2 == 0 || end < 0
        ? "Certainly! " + text
        : text.substring(0, end) + " or so";
  }

  /// Where a text goes on after what was written of it, white space aside; by length when it was
  /// written otherwise.
  private static int position(String text, String written) {
    if (text.startsWith(written)) {
      return written.length();
    }
    int at = 0;
    for (int i = 0; i < written.length(); i++) {
      if (Character.isWhitespace(written.charAt(i))) {
        continue;
      }
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length() || text.charAt(at) != written.charAt(i)) {
        int length = Math.min(written.length(), text.length());
        return splits(text, length) ? length - 1 : length;
      }
      at++;
    }
    return at;
  }

  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  /// The first half of a text, to a word end; all of it when it is short.
  private static String half(String text) {
    int end = text.indexOf(' ', text.length() / 2);
    return text.length() < 20 || end < 0 ? text : text.substring(0, end);
  }

  /// All that was written; nothing when it ends in Chinese or Japanese and is so short that it may
  /// be the first half of a word that doubles a character.
  private static String echo(String written) {
    int length = written.length();
    return length > 0 && written.codePointCount(0, length) < 12 && written.charAt(length - 1) >= CJK
        ? ""
        : written;
  }

  /// The last three words, nothing when they are too few to be told from chance, or are of a word
  /// that repeats itself.
  private static String lastWords(String written) {
    int from = written.length();
    for (int words = 0; words < 3 && from > 0; words++) {
      from = written.lastIndexOf(' ', from - 1);
    }
    String last = from <= 0 ? "" : written.substring(from + 1);
    boolean brief = last.length() < 20 || last.strip().indexOf(' ') < 0;
    return brief || last.contains(LONG_WORD) ? "" : last;
  }

  /// What its server lets through of a text: nothing from the first stop sequence on, where it
  /// looks for them.
  private static String stopped(Actor actor, ModelCall request, String words) {
    int end = words.length();
    if (actor.hearsStops()) {
      for (String stop : request.sampling().stop()) {
        int hit = words.indexOf(stop);
        end = hit >= 0 ? Math.min(end, hit) : end;
      }
    }
    return words.substring(0, end);
  }
}
