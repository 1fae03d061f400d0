package dev.staircase.runtime.config;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Pace.CutOver;
import dev.staircase.core.engine.Pace.EarlyEnd;
import dev.staircase.core.engine.Pace.Showing;
import org.jspecify.annotations.Nullable;

/// A pace as people write it: a named one, or single values to change in another. What is null
/// stays as it is.
///
/// Quorum and patience are no part of it; they stay those of the pace that is changed.
record PaceSettings(
    @Nullable Preset preset,
    @Nullable Integer firstChunk,
    @Nullable Integer nextChunk,
    @Nullable Double growth,
    @Nullable Integer chunkCap,
    @Nullable Double lead,
    @Nullable Showing showing,
    @Nullable CutOver cutOver,
    @Nullable EarlyEnd earlyEnd) {

  /// Changes nothing.
  static final PaceSettings NONE =
      new PaceSettings(null, null, null, null, null, null, null, null, null);

  /// The paces that have names.
  enum Preset {
    PAPER,
    EAGER,
    BALANCED,
    CAREFUL,
    /// Chosen for each agent of an answer, from the balanced one on.
    AUTO;

    Pace pace() {
      return switch (this) {
        case PAPER -> Pace.PAPER;
        case EAGER -> Pace.EAGER;
        case BALANCED, AUTO -> Pace.BALANCED;
        case CAREFUL -> Pace.CAREFUL;
      };
    }
  }

  /// @param pace a name, or a map
  static PaceSettings read(Cursor pace) {
    if (!pace.isMap()) {
      var preset = WireNames.read(Preset.class, pace.text());
      return new PaceSettings(preset, null, null, null, null, null, null, null, null);
    }
    return new PaceSettings(
        word(pace, "preset", Preset.class),
        whole(pace, "first-chunk"),
        whole(pace, "next-chunk"),
        pace.decimal("growth", null),
        whole(pace, "chunk-cap"),
        pace.decimal("lead", null),
        word(pace, "showing", Showing.class),
        word(pace, "cut-over", CutOver.class),
        word(pace, "early-end", EarlyEnd.class));
  }

  /// `base`, or the preset with the base's quorum and patience, with what is given here changed in
  /// it.
  ///
  /// @throws IllegalArgumentException if the values do not go together
  Pace in(Pace base) {
    Pace from = preset == null ? base : preset.pace();
    return new Pace(
        or(firstChunk, from.firstChunk()),
        or(nextChunk, from.nextChunk()),
        or(growth, from.growth()),
        or(chunkCap, from.chunkCap()),
        or(lead, from.lead()),
        or(showing, from.showing()),
        or(cutOver, from.cutOver()),
        or(earlyEnd, from.earlyEnd()),
        base.quorum(),
        base.patienceMs());
  }

  /// Whether the agents' paces are chosen for each answer.
  boolean adaptive(boolean configured) {
    return preset == null ? configured : preset == Preset.AUTO;
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private static @Nullable Integer whole(Cursor pace, String key) {
    Cursor value = pace.get(key);
    return value == null ? null : Integer.valueOf(value.node().json().asInt());
  }

  private static <E extends Enum<E>> @Nullable E word(Cursor pace, String key, Class<E> type) {
    Cursor value = pace.get(key);
    return value == null ? null : WireNames.read(type, value.text());
  }
}
