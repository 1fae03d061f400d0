package dev.staircase.runtime.client;

import java.util.Objects;

/// A text that must never be shown, such as an API key. Only [#reveal] gives it away, for the wire
/// alone.
public final class Secret {
  /// What stands wherever a secret would.
  static final String MASK = "***";

  /// Shorter texts are placeholders ("none", "x"); hiding them would hide ordinary words.
  private static final int SHORTEST_HIDDEN = 8;

  private final String text;

  public Secret(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /// The text itself.
  public String reveal() {
    return text;
  }

  /// `message` with every occurrence of this secret masked: upstreams like to repeat the key they
  /// refuse.
  String scrub(String message) {
    return text.length() < SHORTEST_HIDDEN ? message : message.replace(text, MASK);
  }

  @Override
  public String toString() {
    return MASK;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
