package dev.staircase.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that tests move.
final class TestClock implements InstantSource {
  private volatile Instant now;

  TestClock(String now) {
    this.now = Instant.parse(now);
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
