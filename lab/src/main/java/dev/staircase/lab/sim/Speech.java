package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Event;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one call to a scripted model brings, one event after the other.
///
/// The model reads its request: from the assistant text after the client's conversation it knows
/// what it has said already. What it repeats or leaks is not counted as written by its server.
final class Speech {
  static final long LIMIT_MICROS = 20_000_000;
  private static final int LONGEST_TOKEN = 4;
  private static final String LEAK = "<|im_start|>assistant\n";
  private static final int TALKS_ON = 2;
  private static final char CJK = '\u2e80';

  /// An event and how long after the one before it comes.
  record Next(long delayMicros, Event event) {}

  private final int call;
  private final Actor actor;
  private final Fault fault;
  private final Chance latency;
  private final String say;
  private final long maxTokens;
  private final int repeated;
  private int at;
  private int deltas;
  private long tokens;
  private boolean ended;
  private int after;

  /// @param ordinal how many calls this model has had before
  /// @param conversation the client's messages, to tell from the model's own
  Speech(
      int number,
      ModelCall request,
      Actor actor,
      int ordinal,
      List<Message> conversation,
      Chance latency) {
    this.call = number;
    this.actor = actor;
    this.fault = actor.fault(ordinal);
    this.latency = latency;
    String written = written(request, conversation);
    this.say = words(actor, request, written);
    this.repeated =
        switch (actor.manner()) {
          case ECHOES -> echo(written).length();
          case REPEATS -> lastWords(written).length();
          case LEAKS -> written.isEmpty() ? 0 : LEAK.length();
          case CONTINUES, TRIMS, RESTARTS, INSISTS, ENDS_EARLY -> 0;
        };
    this.maxTokens = request.maxTokens() == 0 ? Long.MAX_VALUE : request.maxTokens();
  }

  /// What comes next, or null when nothing more does.
  @Nullable Next next() {
    if (ended) {
      boolean more = fault.kind() == Fault.Kind.TALKS_ON && after++ < TALKS_ON;
      return more ? new Next(1_000, new Event.Delta(call, " too late")) : null;
    }
    if (deltas >= fault.after()) {
      Next broken = broken();
      if (broken != null) {
        return broken;
      }
    }
    if (at == say.length()) {
      return end(Finish.STOP);
    }
    if (tokens >= maxTokens) {
      return end(Finish.LENGTH);
    }
    long delay = delay();
    deltas++;
    if (actor.emptyDeltas() && latency.percent(10)) {
      return new Next(delay, new Event.Delta(call, ""));
    }
    int from = at;
    for (int i = 0; i < actor.tokensPerDelta() && at < say.length() && tokens < maxTokens; i++) {
      at = tokenEnd(at);
      tokens += at > repeated ? 1 : 0;
    }
    return new Next(delay, new Event.Delta(call, say.substring(from, at)));
  }

  private @Nullable Next broken() {
    return switch (fault.kind()) {
      case NONE, STALLS, DRIPS, TALKS_ON -> null;
      case REFUSES -> fail(delay(), CallError.Kind.OURS, 400, "no such model");
      case UNAVAILABLE -> fail(delay(), CallError.Kind.THEIRS, 503, "overloaded");
      case DIES -> fail(delay(), CallError.Kind.NETWORK, 0, "the connection broke");
      case HANGS -> fail(LIMIT_MICROS, CallError.Kind.LIMIT, 0, "nothing came within 20 s");
      case FILTERED -> end(Finish.CONTENT_FILTER);
    };
  }

  private Next fail(long delay, CallError.Kind kind, int status, String message) {
    ended = true;
    return new Next(delay, new Event.Failed(call, new CallError(kind, status, message)));
  }

  private Next end(Finish finish) {
    ended = true;
    return new Next(delay(), new Event.Ended(call, finish));
  }

  private long delay() {
    long usual = deltas == 0 ? actor.firstMicros() : actor.tokenMicros();
    long drawn = actor.jitter() ? usual / 2 + latency.below((int) usual + 1) : usual;
    if (fault.kind() == Fault.Kind.STALLS && deltas == fault.after()) {
      return drawn + LIMIT_MICROS / 2;
    }
    return fault.kind() == Fault.Kind.DRIPS && deltas >= fault.after() ? 100 * drawn : drawn;
  }

  /// A token is white space and up to four characters after it.
  private int tokenEnd(int from) {
    int end = from;
    while (end < say.length() && Character.isWhitespace(say.charAt(end))) {
      end++;
    }
    for (int i = 0;
        i < LONGEST_TOKEN && end < say.length() && !Character.isWhitespace(say.charAt(end));
        i++) {
      end += Character.charCount(say.codePointAt(end));
    }
    return end;
  }

  /// What the model has written before, as its prompt has it.
  static String written(ModelCall request, List<Message> conversation) {
    long own = conversation.stream().filter(message -> message.role() == Role.ASSISTANT).count();
    return request.messages().stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .skip(own)
        .map(Message::content)
        .collect(Collectors.joining());
  }

  private static String words(Actor actor, ModelCall request, String written) {
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
    return length > 0 && length < 12 && written.charAt(length - 1) >= CJK ? "" : written;
  }

  /// The last three words, nothing when they are too few to be told from chance.
  private static String lastWords(String written) {
    int from = written.length();
    for (int words = 0; words < 3 && from > 0; words++) {
      from = written.lastIndexOf(' ', from - 1);
    }
    String last = from <= 0 ? "" : written.substring(from + 1);
    return last.length() < 20 || last.strip().indexOf(' ') < 0 ? "" : last;
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
