package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// Reads flags into [PacedOptions].
final class Settings {
  static final String FLAGS =
      "--host, --port, --seed, --model, --pace, --text, --fault, --prefix-style";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|)");

  private Settings() {}

  static PacedOptions apply(PacedOptions options, String flag, String value) {
    return switch (flag) {
      case "host" -> options.withHost(value);
      case "port" -> options.withPort((int) whole(value));
      case "seed" -> options.withSeed(whole(value));
      case "model" -> addModel(options, pair(value));
      case "pace" -> pace(options, pair(value));
      case "text" -> {
        var pair = pair(value);
        var writing = Writing.parse(pair[1]);
        yield options.change(pair[0], m -> m.withWriting(writing));
      }
      case "fault" -> {
        var pair = pair(value);
        var faults = Fault.parse(pair[1]);
        yield options.change(pair[0], m -> m.withFaults(faults));
      }
      case "prefix-style" -> {
        var pair = pair(value);
        var style = PrefixStyle.of(pair[1]);
        yield options.change(pair[0], m -> m.withPrefixStyle(style));
      }
      default ->
          throw new IllegalArgumentException(
              "expected one of %s, found --%s".formatted(FLAGS, flag));
    };
  }

  /// Milliseconds of `20ms`, `1.5s` or a plain number of milliseconds.
  static double durationMs(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected a duration such as 20ms or 1.5s, found '%s'".formatted(text));
    }
    return Double.parseDouble(match.group(1)) * ("s".equals(match.group(2)) ? 1_000 : 1);
  }

  private static PacedOptions addModel(PacedOptions options, String[] pair) {
    var models = new ArrayList<>(options.models());
    models.add(options.model(pair[1]).withName(pair[0]));
    return options.withModels(models);
  }

  private static PacedOptions pace(PacedOptions options, String[] pair) {
    int dot = pair[0].lastIndexOf('.');
    if (dot < 0) {
      var preset = Pace.preset(pair[1]);
      return options.change(pair[0], m -> m.withPace(preset));
    }
    var field = pair[0].substring(dot + 1);
    return options.change(
        pair[0].substring(0, dot), m -> m.withPace(pace(m.pace(), field, pair[1])));
  }

  private static Pace pace(Pace p, String field, String value) {
    return switch (field) {
      case "ttft" -> p.withPrefillBaseMs(durationMs(value));
      case "itl" -> p.withItlMs(durationMs(value));
      case "prefill" -> p.withPrefillTokensPerS(decimal(value));
      case "jitter" -> p.withJitter(decimal(value));
      case "slots" -> p.withSlots((int) whole(value));
      default ->
          throw new IllegalArgumentException(
              "expected ttft, itl, prefill (tokens a second), jitter or slots after the model's"
                  + " name,"
                  + " found '%s'".formatted(field));
    };
  }

  private static String[] pair(String value) {
    var pair = value.split("=", 2);
    if (pair.length < 2 || pair[0].isBlank() || pair[1].isBlank()) {
      throw new IllegalArgumentException(
          "expected MODEL=VALUE, where MODEL is * for all, found '%s'".formatted(value));
    }
    return pair;
  }

  private static long whole(String value) {
    if (!value.matches("-?\\d{1,9}")) {
      throw new IllegalArgumentException("expected a whole number, found '%s'".formatted(value));
    }
    return Long.parseLong(value);
  }

  private static double decimal(String value) {
    if (!value.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException(
          "expected a number of 0 or more, found '%s'".formatted(value));
    }
    return Double.parseDouble(value);
  }
}
