package dev.staircase.lab.paced;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a fault may look like in flags, headers and bodies.
final class FaultGrammar {
  private static final Pattern FORM =
      Pattern.compile("([a-z-]+)(?::([^:@]+))?(?::([^:@]+))?(?:@(first|[0-9.]+))?");
  private static final String ALLOWED =
      "refuse:STATUS, refuse:STATUS:RETRY-AFTER, hang, hang:TOKENS, die:TOKENS,"
          + " stall:TOKENS:DURATION, garbage:TOKENS, slow:FACTORx, no-finish:TOKENS or"
          + " error-event:TOKENS, each with @SHARE or @first if wanted, such as die:20,"
          + " refuse:503@0.3 or hang@first";

  private FaultGrammar() {}

  static Fault.Drawn drawn(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(text);
    }
    var when = form.group(4);
    boolean firstOnly = "first".equals(when);
    var share = when == null || firstOnly ? 1.0 : number(when, text);
    if (share > 1) {
      throw wrong(text);
    }
    var fault = fault(form.group(1), form.group(2), form.group(3), text);
    return new Fault.Drawn(fault, share, firstOnly);
  }

  private static Fault fault(
      String name, @Nullable String first, @Nullable String second, String text) {
    if (second == null ? name.equals("stall") : !name.matches("stall|refuse")) {
      throw wrong(text);
    }
    if (name.equals("hang") && first == null) {
      return new Fault.Hang(0);
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
        yield new Fault.Refuse(status, second == null ? 0 : seconds(second));
      }
      case "hang" -> new Fault.Hang(count(first, text));
      case "die" -> new Fault.Die(count(first, text));
      case "stall" ->
          new Fault.Stall(
              count(first, text), Math.round(Settings.durationMs(String.valueOf(second))));
      case "garbage" -> new Fault.Garbage(count(first, text));
      case "slow" -> {
        double factor = number(first.replaceFirst("x$", ""), text);
        if (factor <= 0 || factor > 1_000) {
          throw wrong(text);
        }
        yield new Fault.Slow(factor);
      }
      case "no-finish" -> new Fault.NoFinish(count(first, text));
      case "error-event" -> new Fault.ErrorEvent(count(first, text));
      default -> throw wrong(text);
    };
  }

  /// Whole seconds, for `Retry-After` knows no parts of one.
  private static long seconds(String duration) {
    return (long) Math.ceil(Settings.durationMs(duration) / 1_000);
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
