package dev.staircase.cli;

import dev.staircase.lab.race.AgentView;
import dev.staircase.lab.race.AgentView.State;
import dev.staircase.lab.race.LaneView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws two answers side by side: a pure function from how far they have come to lines.
///
///     QUESTION
///     SERIAL  3.2 s               | STAIRCASE  3.2 s
///     no text yet                 | first text after 0.30 s
///     ----------------------------+----------------------------
///     the text so far, wrapped; where it does not fit, its end
///     ----------------------------+----------------------------
///     a line for each agent
final class RaceScreen {
  /// A height that any text fits into.
  static final int WHOLE = Integer.MAX_VALUE;

  private static final String BAR = " │ ";
  private static final String RULE = "─";
  private static final String CROSSING = "─┼─";
  private static final String INDENT = "  ";

  private final int leftWidth;
  private final int rightWidth;
  private final List<String> lines = new ArrayList<>();

  private RaceScreen(int width) {
    leftWidth = (width - BAR.length()) / 2;
    rightWidth = width - BAR.length() - leftWidth;
  }

  /// Lines of at most `width` cells; as many as `height` unless that is [#WHOLE].
  static List<String> lines(
      String question, LaneView serial, LaneView staircase, int width, int height) {
    return new RaceScreen(width).draw(question, serial, staircase, width, height);
  }

  private List<String> draw(
      String question, LaneView serial, LaneView staircase, int width, int height) {
    lines.add(Wrap.lines(question, width).getFirst());
    lines.add("");
    row(heading(serial), heading(staircase));
    row(firstText(serial), firstText(staircase));
    rule();
    int agents = Math.max(serial.agents().size(), staircase.agents().size());
    List<String> left = Wrap.lines(serial.text(), leftWidth);
    List<String> right = Wrap.lines(staircase.text(), rightWidth);
    int needed = Math.max(left.size(), right.size());
    int room = height == WHOLE ? needed : Math.max(1, height - lines.size() - 1 - agents);
    texts(end(left, room), end(right, room), room);
    rule();
    for (int i = 0; i < agents; i++) {
      row(agent(serial, i, leftWidth), agent(staircase, i, rightWidth));
    }
    return lines;
  }

  private void texts(List<String> left, List<String> right, int room) {
    for (int i = 0; i < room; i++) {
      row(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
    }
  }

  /// The last lines, where not all of them fit.
  private static List<String> end(List<String> text, int room) {
    return text.size() <= room ? text : text.subList(text.size() - room, text.size());
  }

  private static String heading(LaneView lane) {
    String state = lane.over() ? "done after" : "";
    return String.format(
            Locale.ROOT,
            "%s  %s %s",
            lane.lane().name(),
            state,
            lane.elapsedMs() == 0 ? "not started yet" : seconds(lane.elapsedMs()))
        .replace("   ", "  ");
  }

  private static String firstText(LaneView lane) {
    if (lane.begun()) {
      return "first text after " + seconds(lane.ttftMs());
    }
    return lane.over() || lane.elapsedMs() == 0 ? "" : "no text yet";
  }

  /// Tokens are estimated; the unit is left out where there is no room for it.
  private static String agent(LaneView lane, int index, int width) {
    if (index >= lane.agents().size()) {
      return "";
    }
    AgentView agent = lane.agents().get(index);
    int names = lane.agents().stream().mapToInt(one -> one.name().length()).max().orElse(0);
    String line =
        Wrap.fit(agent.name(), names)
            + INDENT
            + Wrap.fit(agent.state().word(), State.WAITING.word().length())
            + String.format(Locale.ROOT, "%6d", agent.tokens());
    String whole = line + " tokens" + (agent.steps() > 1 ? INDENT + "step " + agent.steps() : "");
    return whole.length() <= width ? whole : line;
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, ms < 10_000 ? "%.2f s" : "%.1f s", ms / 1_000);
  }

  private void row(String left, String right) {
    lines.add((Wrap.fit(left, leftWidth) + BAR + Wrap.fit(right, rightWidth)).stripTrailing());
  }

  private void rule() {
    lines.add(RULE.repeat(leftWidth) + CROSSING + RULE.repeat(rightWidth));
  }
}
