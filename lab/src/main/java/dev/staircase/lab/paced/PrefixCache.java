package dev.staircase.lab.paced;

import java.util.List;

/// A cache of prompt prefixes in whole blocks of 16 tokens, as vLLM keeps it; least recently used
/// blocks go first.
///
/// A hit means an equal prefix from the first token on ([Blocks]). Not thread-safe: a model's cache
/// belongs to its event loop.
public final class PrefixCache {
  private final RecentlyUsed blocks;

  /// @param capacity the most blocks kept
  public PrefixCache(int capacity) {
    this.blocks = new RecentlyUsed(capacity);
  }

  /// A cache that holds so many tokens.
  public static PrefixCache ofTokens(int tokens) {
    return new PrefixCache(tokens / Blocks.SIZE);
  }

  /// How many tokens at the beginning of `prompt` are cached; at least one token always remains to
  /// be evaluated.
  public int cached(Blocks prompt) {
    int hits = 0;
    while (hits < prompt.whole() && blocks.use(prompt.hash(hits))) {
      hits++;
    }
    return Math.max(0, Math.min(hits * Blocks.SIZE, prompt.tokens() - 1));
  }

  int cached(List<String> prompt) {
    return cached(Blocks.of(prompt));
  }

  /// Keeps every whole block of `text`.
  public void add(Blocks text) {
    add(text, 0);
  }

  /// Keeps every whole block of `text` that ends behind its first `tokens`.
  public void add(Blocks text, int tokens) {
    for (int block = tokens / Blocks.SIZE; block < text.whole(); block++) {
      blocks.add(text.hash(block));
    }
  }

  void add(List<String> text) {
    add(Blocks.of(text));
  }

  int size() {
    return blocks.size();
  }
}
