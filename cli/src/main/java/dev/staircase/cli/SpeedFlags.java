package dev.staircase.cli;

import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.PacedModel;
import dev.staircase.lab.paced.PacedOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/// Reads `--speed MODEL=F+P+I`, in milliseconds: to the first token, more for every 1,000 prompt
/// tokens, for each token.
final class SpeedFlags {
  static final String DEFAULT_WORDS = "50+125+20";

  private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,3})?)";
  private static final Pattern SPEED =
      Pattern.compile("%s\\+%s\\+%s".formatted(NUMBER, NUMBER, NUMBER));
  private static final double PER = 1_000;

  private SpeedFlags() {}

  /// The speed of each model by its name, `upstream/name`; that of `*` or the default for those
  /// that are not named.
  ///
  /// @param wrong makes an error of what is wrong with a flag
  static Function<String, Pace> of(List<String> flags, Function<String, ParameterException> wrong) {
    Map<String, Pace> named = new HashMap<>();
    for (PacedModel model : PacedOptions.defaults().models()) {
      named.put("local/" + model.name(), model.pace());
    }
    Pace others = pace(DEFAULT_WORDS, wrong);
    for (String flag : flags) {
      int sign = flag.lastIndexOf('=');
      Pace pace = pace(flag.substring(sign + 1), wrong);
      if (flag.substring(0, Math.max(0, sign)).equals("*")) {
        named.clear();
        others = pace;
      } else {
        named.put(flag.substring(0, Math.max(0, sign)), pace);
      }
    }
    Pace rest = others;
    return model -> named.getOrDefault(model, rest);
  }

  private static Pace pace(String value, Function<String, ParameterException> wrong) {
    Matcher match = SPEED.matcher(value);
    if (!match.matches()) {
      throw wrong.apply(
          "--speed: expected MODEL=FIRST+PREFILL+ITL in ms, such as *=%s, found '%s'"
              .formatted(DEFAULT_WORDS, value));
    }
    double first = Double.parseDouble(match.group(1));
    double prefill = Double.parseDouble(match.group(2)) / PER;
    return new Pace(first, prefill, 0, Double.parseDouble(match.group(3)), 0, 0, 1);
  }
}
