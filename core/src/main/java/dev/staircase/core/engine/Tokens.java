package dev.staircase.core.engine;

/// Estimates how many tokens a piece of a streamed answer is.
///
/// Servers send one token a delta as a rule, so a delta counts as one; some gather several, so a
/// long one counts a token for every four characters. The engine paces by this estimate; what is
/// reported and paid is counted by the upstreams.
public final class Tokens {
  /// The longest delta that still counts as one token; longer words than this are rarely a single
  /// token.
  static final int ONE_TOKEN_CHARS = 16;

  private Tokens() {}

  /// The estimated tokens of a delta: 0 for an empty one, else 1 or more.
  public static int in(CharSequence delta) {
    int chars = delta.length();
    if (chars <= ONE_TOKEN_CHARS) {
      return chars == 0 ? 0 : 1;
    }
    return (chars + 3) / 4;
  }
}
