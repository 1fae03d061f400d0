package dev.staircase.runtime.config;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a request changes of its virtual model: the `staircase` object in its body.
public final class Overrides {
  /// Changes nothing.
  public static final Overrides NONE = new Overrides(null, null, null);

  private static final String PARAM = "staircase";

  private final @Nullable Mode mode;
  private final @Nullable PaceSettings pace;
  private final @Nullable Layout layout;

  private Overrides(@Nullable Mode mode, @Nullable PaceSettings pace, @Nullable Layout layout) {
    this.mode = mode;
    this.pace = pace;
    this.layout = layout;
  }

  /// Changes the mode alone.
  public static Overrides of(Mode mode) {
    return new Overrides(mode, null, null);
  }

  /// Reads a request's `staircase` object.
  ///
  /// @param staircase `{"mode": "serial", "pace": "eager" or {"first-chunk": 4, ...}, "layout":
  ///   "appended"}`, every key optional, values as in the configuration
  /// @throws OverrideException if it is of another shape; tells all that is wrong
  public static Overrides of(JsonNode staircase) {
    if (staircase.isNull()) {
      return NONE;
    }
    var problems = new Problems("");
    Node node = Node.of(staircase);
    var root =
        new Cursor(
            new KeyPath(List.of(PARAM)), node, node.place(), Cursor.root(node, problems).reading());
    Structure.ofOverrides().check(root);
    List<Problem> found = problems.inFileOrder();
    if (!found.isEmpty()) {
      throw new OverrideException(
          found.getFirst().path(),
          found.stream().map(p -> p.path() + ": " + p.message()).collect(Collectors.joining(". ")));
    }
    Cursor pace = root.get("pace");
    Cursor mode = root.get("mode");
    Cursor layout = root.get("layout");
    return new Overrides(
        mode == null ? null : Mode.of(mode.text()),
        pace == null ? null : PaceSettings.read(pace),
        layout == null ? null : WireNames.read(Layout.class, layout.text()));
  }

  Mode mode(Mode configured) {
    return mode == null ? configured : mode;
  }

  Layout layout(Layout configured) {
    return layout == null ? configured : layout;
  }

  boolean adaptive(boolean configured) {
    return pace == null ? configured : pace.adaptive(configured);
  }

  /// @throws OverrideException if its values do not go together
  Pace pace(Pace configured) {
    if (pace == null) {
      return configured;
    }
    try {
      return pace.in(configured);
    } catch (IllegalArgumentException e) {
      throw new OverrideException(PARAM + ".pace", PARAM + ".pace: " + e.getMessage());
    }
  }
}
