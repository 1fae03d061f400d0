package dev.staircase.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LeastTest {
  @Test
  void theLeastIsFoundFromAnyGuess() throws Exception {
    for (int least = -5; least <= 21; least++) {
      for (int guess = -5; guess <= 20; guess++) {
        int wanted = least;
        AtomicInteger asked = new AtomicInteger();
        int found =
            Least.of(
                guess,
                -5,
                20,
                number -> {
                  assertThat(number).isBetween(-5, 20);
                  assertThat(asked.incrementAndGet()).isLessThan(12);
                  return number >= wanted;
                });
        assertThat(found).as("least %d, guess %d", least, guess).isEqualTo(least);
      }
    }
  }

  @Test
  void aGoodGuessIsCheap() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    assertThat(
            Least.of(
                50,
                1,
                1_000,
                number -> {
                  asked.incrementAndGet();
                  return number >= 50;
                }))
        .isEqualTo(50);
    assertThat(asked).hasValue(2);
  }
}
