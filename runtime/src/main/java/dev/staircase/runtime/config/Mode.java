package dev.staircase.runtime.config;

import java.util.List;

/// How a virtual model answers.
public enum Mode {
  /// The aggregator alone, without proposals.
  SINGLE,
  /// The aggregator waits for whole proposals: ordinary Mixture-of-Agents.
  SERIAL,
  /// The aggregator starts on the first chunks.
  STAIRCASE;

  /// `single`, `serial`, `staircase`: as in the configuration and in requests.
  public String wireName() {
    return WireNames.of(this);
  }

  /// The mode of a wire name.
  ///
  /// @throws IllegalArgumentException if there is no such mode
  public static Mode of(String wireName) {
    return WireNames.read(Mode.class, wireName);
  }

  /// All wire names, in the order of the constants.
  public static List<String> wireNames() {
    return WireNames.all(Mode.class);
  }
}
