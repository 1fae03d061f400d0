package dev.staircase.lab.schedule;

import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.PrefixCache;
import java.util.HashMap;
import java.util.Map;

/// Models that answer every call at once and at their exact speed, however many there are.
public final class IdealModels implements Models {
  private static final int CACHE_BLOCKS = 65_536;

  private final Cast cast;
  private final Clock clock;
  private final Map<String, PrefixCache> caches = new HashMap<>();

  public IdealModels(Cast cast, Clock clock) {
    this.cast = cast;
    this.clock = clock;
  }

  @Override
  public Runnable open(Voice voice) {
    PrefixCache cache =
        caches.computeIfAbsent(
            voice.model(), name -> new PrefixCache(cast.prefixCache() ? CACHE_BLOCKS : 0));
    new Speech(voice, cache).begin();
    return () -> cache.add(voice.read());
  }

  /// One call, from token to token.
  private final class Speech {
    private final Voice voice;
    private final PrefixCache cache;
    private final Pace speed;
    private final int cached;

    Speech(Voice voice, PrefixCache cache) {
      this.voice = voice;
      this.cache = cache;
      this.speed = cast.speeds().apply(voice.model());
      this.cached = cache.cached(voice.read());
      voice.cached(cached);
    }

    void begin() {
      clock.at(dueMs(0), this::speak);
    }

    /// The end comes with the last token; where nothing is left to be said, when the first would
    /// have come.
    private double dueMs(int token) {
      int last = Math.max(0, voice.most() - 1);
      return voice.openedMs + speed.dueMs(voice.promptTokens(), cached, Math.min(token, last));
    }

    private void speak() {
      if (voice.over()) {
        return; // Aborted meanwhile.
      }
      if (voice.said() == 0) {
        cache.add(voice.read()); // What is read is kept, whatever becomes of the call.
      }
      if (voice.said() < voice.most()) {
        clock.at(dueMs(voice.said() + 1), this::speak);
      }
      voice.speak();
    }
  }
}
