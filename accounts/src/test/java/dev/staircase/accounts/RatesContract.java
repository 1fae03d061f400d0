package dev.staircase.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.gate.Why;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds wherever buckets are. Two servers ask in turn.
abstract class RatesContract {
  private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");

  /// The buckets of a server; those of another are the same ones.
  abstract Rates.Buckets buckets(TimeMeter time);

  private final class Pair {
    private final Rates[] servers = {server(), server()};
    private final VirtualKey key;
    private int asked;

    Pair(long requests, long tokens) {
      byte[] id = new byte[8];
      new Random().nextBytes(id);
      Limits limits = new Limits(List.of(), requests, tokens, 0, null);
      key =
          new VirtualKey(HexFormat.of().formatHex(id), "test", limits, false, Instant.EPOCH, null);
    }

    Optional<RefusedException> take(long tokens) {
      return Await.on(servers[asked++ % 2].take(key, tokens));
    }

    void giveBack(long tokens) {
      Await.on(servers[asked++ % 2].giveBack(key, tokens).map(true));
    }
  }

  private Rates server() {
    return new Rates(buckets(new ClockMeter(clock)), LocalBuckets::atOnce);
  }

  @Test
  void requestsAreCountedByTheMinute() {
    Pair pair = new Pair(3, 0);
    for (int i = 0; i < 3; i++) {
      assertThat(pair.take(1_000)).isEmpty();
    }
    var refusal = pair.take(1).orElseThrow();
    assertThat(refusal.why()).isEqualTo(Why.RATE);
    assertThat(refusal.retryAfterS()).isEqualTo(20);
    clock.advance(Duration.ofSeconds(20));
    assertThat(pair.take(1)).isEmpty();
    assertThat(pair.take(1)).isPresent();
  }

  @Test
  void tokensNotNeededAreGivenBackAndMoreNeededAreOwed() {
    Pair pair = new Pair(0, 600);
    assertThat(pair.take(600)).isEmpty();
    assertThat(pair.take(100).orElseThrow().retryAfterS()).isEqualTo(10);
    pair.giveBack(100);
    assertThat(pair.take(100)).isEmpty();
    pair.giveBack(-300);
    assertThat(pair.take(100).orElseThrow().retryAfterS()).isEqualTo(40);
    clock.advance(Duration.ofSeconds(40));
    assertThat(pair.take(100)).isEmpty();
  }

  @Test
  void neverMoreThanAMinutesWorthIsThere() {
    Pair pair = new Pair(0, 600);
    pair.giveBack(10_000);
    clock.advance(Duration.ofHours(1));
    assertThat(pair.take(600)).isEmpty();
    assertThat(pair.take(1)).isPresent();
  }

  @Test
  void whatCanNeverPassIsToldSo() {
    var refusal = new Pair(0, 600).take(601).orElseThrow();
    assertThat(refusal.getMessage()).contains("600 tokens a minute", "601");
    assertThat(refusal.retryAfterS()).isZero();
  }

  @Test
  void withoutLimitsEverythingPasses() {
    Pair pair = new Pair(0, 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(pair.take(1_000_000)).isEmpty();
    }
  }
}
