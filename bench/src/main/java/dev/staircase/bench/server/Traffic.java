package dev.staircase.bench.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a stamped model writes; its name says so: `t60-i50` writes 60 tokens, one every 50 ms.
///
/// @param tokens of a whole text
/// @param intervalMs before each token
record Traffic(int tokens, int intervalMs) {
  private static final Pattern NAME = Pattern.compile("t(\\d{1,6})-i(\\d{1,6})");

  static Traffic of(String model) {
    Matcher name = NAME.matcher(model);
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "expected a model named tTOKENS-iINTERVAL_MS, such as t60-i50, found " + model);
    }
    return new Traffic(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
  }

  String model() {
    return "t" + tokens + "-i" + intervalMs;
  }
}
