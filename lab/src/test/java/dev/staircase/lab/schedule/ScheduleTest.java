package dev.staircase.lab.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Pace;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  /// 50 ms to the first token of any prompt, 20 ms a token.
  private static final dev.staircase.lab.paced.Pace STEADY = dev.staircase.lab.paced.Pace.STEADY;

  @Test
  void serialIsTheSumOfItsParts() {
    Schedule serial = Schedule.of(Grid.plan(Pace.SERIAL, 3), cast(200));
    assertThat(serial.ttftMs()).isEqualTo(50 + 199 * 20 + 50);
    assertThat(serial.e2eMs()).isEqualTo(2 * (50 + 199 * 20));
    assertThat(serial.calls()).isEqualTo(4);
    assertThat(serial.usage().completionTokens()).isEqualTo(800);
    assertThat(serial.writer().startMs()).isEqualTo(50 + 199 * 20);
    assertThat(serial.writer().readingMs()).isEqualTo(50);
    assertThat(serial.writer().idleMs()).isZero();
  }

  /// The first chunk of 8 is whole once the ninth token shows that its last word has ended.
  @Test
  void aStaircaseBeginsWithTheFirstChunk() {
    Schedule stair = Schedule.of(Grid.plan(Pace.BALANCED, 3), cast(200));
    assertThat(stair.ttftMs()).isBetween(240.0, 262.0);
    assertThat(stair.e2eMs()).isLessThan(0.7 * 2 * (50 + 199 * 20));
    assertThat(stair.writer().idleMs()).isPositive();
    assertThat(stair.writer().steps()).isBetween(5, 12);
    double busy = stair.writer().endMs() - stair.writer().startMs() - stair.writer().idleMs();
    assertThat(busy - stair.writer().readingMs()).isCloseTo(199 * 20, within(600.0));
  }

  private static Cast cast(int tokens) {
    return new Cast(model -> STEADY, agent -> tokens, false);
  }
}
