package dev.staircase.runtime.config;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import org.jspecify.annotations.Nullable;

/// Reads virtual models, given the upstreams that there are.
final class ModelReader {
  private static final long LONGEST_PATIENCE_MS = 3_600_000;

  private final SeatReader seats;

  ModelReader(SeatReader seats) {
    this.seats = seats;
  }

  /// A virtual model, or null where it makes no sense, which is then told.
  @Nullable VirtualModel read(String name, Cursor model) {
    Team team = new TeamReader(model, new AgentReader(seats, model)).read();
    if (team == null) {
      return null;
    }
    boolean single = team.kind() == TopologyKind.SINGLE;
    Cursor written = model.get("pace");
    PaceSettings pace = written == null ? PaceSettings.NONE : PaceSettings.read(written);
    return new VirtualModel(
        name,
        team,
        single ? Mode.SINGLE : Mode.of(model.text("mode", Mode.STAIRCASE.wireName())),
        written == null
            ? Pace.BALANCED
            : written.attempt(() -> pace.in(Pace.BALANCED), Pace.BALANCED),
        pace.adaptive(false),
        WireNames.read(Layout.class, model.text("layout", WireNames.of(Layout.GROUPED))),
        quorum(model.get("quorum"), team),
        patienceMs(model),
        BoundsReader.limits(model.get("limits")),
        BoundsReader.recovery(model.get("retries"), model.get("hedge")),
        BoundsReader.caps(model.get("caps")));
  }

  /// Agents that read fewer than the quorum need all that they read.
  private static int quorum(@Nullable Cursor quorum, Team team) {
    if (quorum == null || quorum.text().equals("majority")) {
      return 0;
    }
    int wanted = quorum.node().json().asInt();
    int most = team.members().stream().mapToInt(member -> member.reads().size()).max().orElse(0);
    if (wanted > most) {
      quorum.expected("a quorum from 1 to %d, the most that an agent reads".formatted(most), "");
    }
    return wanted;
  }

  private static @Nullable Long patienceMs(Cursor model) {
    Cursor patience = model.get("patience");
    return patience == null || patience.text().equals("auto")
        ? null
        : Long.valueOf(model.durationMs("patience", 0, 0, LONGEST_PATIENCE_MS));
  }
}
