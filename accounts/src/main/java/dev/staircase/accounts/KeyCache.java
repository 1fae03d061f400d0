package dev.staircase.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keys as they were found lately, and ids that nobody has. The two are kept apart, so that whoever
/// tries many ids doesn't drive out the keys that are used.
final class KeyCache {
  /// How long what was found is taken for true: a key may be used that long after it was revoked.
  static final Duration FRESH = Duration.ofSeconds(5);

  static final int MOST = 10_000;

  private final Map<String, Seen> keys = bounded();
  private final Map<String, Seen> nobodys = bounded();

  /// @param key empty: there was none
  record Seen(Optional<StoredKey> key, Instant at) {
    boolean fresh(Instant now) {
      return now.isBefore(at.plus(FRESH));
    }
  }

  synchronized @Nullable Seen get(String id) {
    Seen key = keys.get(id);
    return key == null ? nobodys.get(id) : key;
  }

  synchronized void put(String id, Seen seen) {
    keys.remove(id);
    nobodys.remove(id);
    (seen.key().isPresent() ? keys : nobodys).put(id, seen);
  }

  /// In order of use; drops what was not used for longest.
  private static Map<String, Seen> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
        return size() > MOST;
      }
    };
  }
}
