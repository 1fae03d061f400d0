package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Golden;
import dev.staircase.lab.race.AgentView;
import dev.staircase.lab.race.AgentView.State;
import dev.staircase.lab.race.Lane;
import dev.staircase.lab.race.LaneView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RaceScreenTest {
  private static final String TEXT =
      """
      Sunlight looks white, but it is a mixture of all colours.

      * 空が青いのは、短い波長の光が強く散乱されるためです。
      * A-word-so-long-that-no-column-of-this-screen-can-hold-it-on-a-line.\
      """;

  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void picturesAreAsReviewed(int width) {
    var text = new StringBuilder();
    for (var picture :
        List.of(
            picture(
                lane(Lane.SERIAL, 0, -1, false, ""),
                lane(Lane.STAIRCASE, 0, -1, false, ""),
                width,
                12),
            picture(
                lane(Lane.SERIAL, 1_234, -1, false, ""),
                lane(Lane.STAIRCASE, 1_234, 301, false, TEXT),
                width,
                13),
            picture(
                lane(Lane.SERIAL, 9_960, 5_089, true, TEXT),
                lane(Lane.STAIRCASE, 12_345, 301, true, TEXT),
                width,
                RaceScreen.WHOLE))) {
      text.append(String.join("\n", picture)).append("\n\n");
    }
    Golden.check("race-screen-%d.txt".formatted(width), text.toString());
  }

  @Test
  void fillsTheHeightAndNeverTheWidthTwice() {
    for (int height = 12; height < 40; height += 7) {
      var lines =
          picture(
              lane(Lane.SERIAL, 5, -1, false, TEXT.repeat(9)),
              lane(Lane.STAIRCASE, 5, 3, false, ""),
              50,
              height);
      assertThat(lines)
          .hasSize(height)
          .allMatch(line -> line.codePointCount(0, line.length()) <= 50);
    }
  }

  private static List<String> picture(LaneView serial, LaneView staircase, int width, int height) {
    return RaceScreen.lines("Why is the sky blue?", serial, staircase, width, height);
  }

  private static LaneView lane(
      Lane lane, double elapsedMs, double ttftMs, boolean over, String text) {
    var agents =
        List.of(
            new AgentView("p1", over ? State.DONE : State.WRITING, 61, 1),
            new AgentView("p2", State.DROPPED, 0, 1),
            new AgentView(
                "aggregator",
                over ? State.DONE : State.WAITING,
                text.length() / 4,
                text.isEmpty() ? 0 : 3));
    return new LaneView(lane, elapsedMs, ttftMs, over, text, agents);
  }
}
