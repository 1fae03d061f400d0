package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A way to fail on request. Counts are tokens of the answer that are sent before it happens.
public sealed interface Fault {
  /// Answers with an error status at once.
  record Refuse(int status) implements Fault {}

  /// Says nothing more and keeps the connection open.
  record Hang(int after) implements Fault {}

  /// Breaks the connection.
  record Die(int after) implements Fault {}

  /// Pauses, then goes on.
  record Stall(int after, long pauseMs) implements Fault {}

  /// Sends a data line that is broken JSON, then goes on.
  record Garbage(int after) implements Fault {}

  /// Takes `factor` times as long for everything.
  record Slow(double factor) implements Fault {}

  /// Ends the body properly, but without a finish reason and without `[DONE]`.
  record NoFinish(int after) implements Fault {}

  /// Sends an error event in the stream, then ends.
  record ErrorEvent(int after) implements Fault {}

  /// A fault that strikes a share of the requests.
  ///
  /// @param share from 0 (never) to 1 (always)
  record Drawn(Fault fault, double share) {}

  /// Reads faults such as `die:20`, `refuse:503@0.3`, `slow:4x,stall:20:2000ms`; blank for none.
  ///
  /// @throws IllegalArgumentException with what is allowed, where `text` holds anything else
  static List<Drawn> parse(String text) {
    var faults = new ArrayList<Drawn>();
    if (!text.isBlank()) {
      for (var part : text.split(",", -1)) {
        faults.add(Grammar.drawn(part.strip()));
      }
    }
    return faults;
  }

  /// What a fault may look like in flags, headers and bodies.
  final class Grammar {
    private static final Pattern FORM =
        Pattern.compile("([a-z-]+)(?::([^:@]+))?(?::([^:@]+))?(?:@([0-9.]+))?");
    private static final String ALLOWED =
        "refuse:STATUS, hang, hang:TOKENS, die:TOKENS, stall:TOKENS:DURATION, garbage:TOKENS,"
            + " slow:FACTORx, no-finish:TOKENS or error-event:TOKENS, each with @SHARE if wanted,"
            + " such as die:20 or refuse:503@0.3";

    private Grammar() {}

    static Drawn drawn(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw wrong(text);
      }
      var share = form.group(4) == null ? 1.0 : number(form.group(4), text);
      if (share > 1) {
        throw wrong(text);
      }
      return new Drawn(fault(form.group(1), form.group(2), form.group(3), text), share);
    }

    private static Fault fault(
        String name, @Nullable String first, @Nullable String second, String text) {
      if (name.equals("stall") ? second == null : second != null) {
        throw wrong(text);
      }
      if (name.equals("hang") && first == null) {
        return new Hang(0);
      }
      if (first == null) {
        throw wrong(text);
      }
      return switch (name) {
        case "refuse" -> {
          int status = count(first, text);
          if (status < 400 || status > 599) {
            throw wrong(text);
          }
          yield new Refuse(status);
        }
        case "hang" -> new Hang(count(first, text));
        case "die" -> new Die(count(first, text));
        case "stall" ->
            new Stall(count(first, text), Math.round(Settings.durationMs(String.valueOf(second))));
        case "garbage" -> new Garbage(count(first, text));
        case "slow" -> {
          double factor = number(first.replaceFirst("x$", ""), text);
          if (factor <= 0 || factor > 1_000) {
            throw wrong(text);
          }
          yield new Slow(factor);
        }
        case "no-finish" -> new NoFinish(count(first, text));
        case "error-event" -> new ErrorEvent(count(first, text));
        default -> throw wrong(text);
      };
    }

    private static int count(String digits, String text) {
      if (!digits.matches("\\d{1,7}")) {
        throw wrong(text);
      }
      return Integer.parseInt(digits);
    }

    private static double number(String digits, String text) {
      if (!digits.matches("\\d{1,7}(\\.\\d{1,7})?")) {
        throw wrong(text);
      }
      return Double.parseDouble(digits);
    }

    private static IllegalArgumentException wrong(String text) {
      return new IllegalArgumentException(
          "expected a fault (%s), found '%s'".formatted(ALLOWED, text));
    }
  }
}
