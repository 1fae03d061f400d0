package dev.staircase.lab.learn;

import dev.staircase.core.chat.CallError;
import dev.staircase.lab.paced.PrefixCache;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Models;
import dev.staircase.lab.schedule.Voice;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// Models whose figures a fit should find.
final class KnownModels implements Models {
  private static final int CACHE_TOKENS = 1_000_000;

  private final Map<String, Speed> speeds;
  private final Clock clock;
  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, PrefixCache> caches = new HashMap<>();
  private final Map<String, Integer> writing = new HashMap<>();
  private int opened;

  KnownModels(Map<String, Speed> speeds, Clock clock) {
    this.speeds = speeds;
    this.clock = clock;
  }

  /// @param breaksOff every so many calls one ends before its fifth token; 0 for none
  record Speed(
      double firstMs,
      double jitterMs,
      double prefillMs,
      double tokenMs,
      double tokenMsPerRunning,
      int breaksOff) {}

  @Override
  public Runnable open(Voice voice) {
    Speed speed = Objects.requireNonNull(speeds.get(voice.model()));
    PrefixCache cache =
        caches.computeIfAbsent(voice.model(), name -> PrefixCache.ofTokens(CACHE_TOKENS));
    int cached = cache.cached(voice.read());
    voice.cached(cached);
    boolean breaks = speed.breaksOff() > 0 && ++opened % speed.breaksOff() == 0;
    double ms =
        speed.firstMs()
            + speed.jitterMs() * random.nextDouble()
            + speed.prefillMs() * (voice.promptTokens() - cached);
    clock.at(clock.nowMs() + ms, () -> speak(voice, speed, breaks));
    return () -> {
      cache.add(voice.read());
      if (voice.said() > 0) {
        writing.merge(voice.model(), -1, Integer::sum);
      }
    };
  }

  private void speak(Voice voice, Speed speed, boolean breaks) {
    if (voice.over()) {
      return;
    }
    if (breaks && voice.said() == 4) {
      voice.fail(new CallError(CallError.Kind.NETWORK, 0, "broke off, as it was told"));
      return;
    }
    if (voice.said() == 0) {
      writing.merge(voice.model(), 1, Integer::sum);
    }
    boolean last = voice.said() + 1 >= voice.most();
    boolean end = voice.said() >= voice.most();
    double ms =
        last
            ? 0
            : speed.tokenMs() + speed.tokenMsPerRunning() * writing.getOrDefault(voice.model(), 0);
    voice.speak();
    if (!end) {
      clock.at(clock.nowMs() + ms, () -> speak(voice, speed, breaks));
    }
  }
}
