package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A cache of prompt prefixes in whole blocks of 16 tokens, as vLLM keeps it; least recently used
/// blocks go first.
///
/// A block is known by a hash chained over all blocks before it, so that a hit means an equal
/// prefix from the first token on. Not thread-safe: a model's cache belongs to its event loop.
public final class PrefixCache {
  static final int BLOCK = 16;

  private final Map<Long, Boolean> blocks;

  /// @param capacity the most blocks kept
  public PrefixCache(int capacity) {
    this.blocks =
        new LinkedHashMap<>(256, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /// How many tokens at the beginning of `prompt` are cached; at least one token always remains to
  /// be evaluated.
  public int cached(List<String> prompt) {
    int hits = 0;
    for (long hash : hashes(prompt)) {
      if (blocks.get(hash) == null) {
        break;
      }
      hits++;
    }
    return Math.max(0, Math.min(hits * BLOCK, prompt.size() - 1));
  }

  /// Keeps every whole block of `text`.
  public void add(List<String> text) {
    for (long hash : hashes(text)) {
      blocks.put(hash, true);
    }
  }

  int size() {
    return blocks.size();
  }

  private static List<Long> hashes(List<String> tokens) {
    var hashes = new ArrayList<Long>();
    long hash = 0;
    for (int i = 0; i < tokens.size(); i++) {
      hash = Draw.mix(hash ^ tokens.get(i).hashCode());
      if ((i + 1) % BLOCK == 0) {
        hashes.add(hash);
      }
    }
    return hashes;
  }
}
