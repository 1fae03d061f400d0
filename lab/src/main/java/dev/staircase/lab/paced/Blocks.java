package dev.staircase.lab.paced;

import java.util.Arrays;
import java.util.List;

/// A text as prefix caches know it: how many tokens it has, and a hash for each whole block of 16
/// of them.
///
/// A block's hash is chained over all blocks before it, so that equal hashes mean equal texts from
/// the first token on. A text grows at its end. Not thread-safe.
public final class Blocks {
  static final int SIZE = 16;
  private static final int HASH_FACTOR = 31;

  private long[] hashes = new long[16];
  private long chain;
  private int tokens;

  Blocks copy() {
    Blocks copy = new Blocks();
    copy.hashes = Arrays.copyOf(hashes, whole() + 16);
    copy.chain = chain;
    copy.tokens = tokens;
    return copy;
  }

  /// A text more, parted into [Tokens].
  void addText(String text) {
    for (int at = 0; at < text.length(); ) {
      int end = Tokens.end(text, at);
      int hash = 0;
      while (at < end) {
        hash = HASH_FACTOR * hash + text.charAt(at++);
      }
      grow(hash);
    }
  }

  static Blocks of(List<String> tokens) {
    Blocks blocks = new Blocks();
    tokens.forEach(blocks::add);
    return blocks;
  }

  /// One token more.
  public void add(String token) {
    grow(token.hashCode());
  }

  public int tokens() {
    return tokens;
  }

  /// How many whole blocks there are.
  int whole() {
    return tokens / SIZE;
  }

  long hash(int block) {
    return hashes[block];
  }

  /// @param hash of a token, as strings have it
  private void grow(int hash) {
    chain = Draw.mix(chain ^ hash);
    if (++tokens % SIZE == 0) {
      int block = whole() - 1;
      if (block == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * block);
      }
      hashes[block] = chain;
    }
  }
}
