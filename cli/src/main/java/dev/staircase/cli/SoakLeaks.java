package dev.staircase.cli;

import dev.staircase.lab.wire.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is left of a load when it is over, held against what there was before.
///
/// @param lines one for each thing counted
record SoakLeaks(List<Line> lines) {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_MIB_MORE = 32;

  /// One thing counted.
  ///
  /// @param most the most that is no leak
  record Line(String what, long left, long most) {
    boolean leaks() {
      return left > most;
    }
  }

  /// What there is at a time.
  record Count(int threads, int timers, Memory memory) {
    static Count of(SoakSite site) {
      return new Count(Thread.getAllStackTraces().size(), site.watched.timers(), Memory.now());
    }
  }

  /// @param before counted when the server had nothing to do, but had been at work
  static SoakLeaks of(SoakSite site, Count before) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("upstream calls open", site.models.stats().open(), 0));
    lines.add(new Line("upstream connections in use", site.watched.leased(), 0));
    lines.add(new Line("places taken", site.server.answers(), 0));
    lines.add(new Line("answers under way", site.staircase.underWay(), 0));
    lines.add(new Line("connections of clients", site.server.connections(), 0));
    Count now = Count.of(site);
    lines.add(new Line("timers", now.timers(), before.timers()));
    lines.add(new Line("threads", now.threads(), before.threads()));
    Memory more = now.memory().since(before.memory());
    lines.add(new Line("MiB of heap more", Math.ceilDiv(more.heap(), MEBIBYTE), MOST_MIB_MORE));
    lines.add(
        new Line("MiB outside it more", Math.ceilDiv(more.direct(), MEBIBYTE), MOST_MIB_MORE));
    return new SoakLeaks(lines);
  }

  boolean none() {
    return lines.stream().noneMatch(Line::leaks);
  }

  /// A table.
  String table() {
    StringBuilder table = new StringBuilder();
    for (Line line : lines) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-28s %,8d  at most %,d%s%n",
              line.what(),
              line.left(),
              line.most(),
              line.leaks() ? "  LEAK" : ""));
    }
    return table.toString();
  }
}
