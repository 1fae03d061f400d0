package dev.staircase.server.page;

import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.Mode;
import dev.staircase.runtime.config.Overrides;
import dev.staircase.runtime.config.Pacing;
import dev.staircase.runtime.config.VirtualModel;
import dev.staircase.server.gate.Caller;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the page tells of the server besides what a configuration says.
///
/// @param version the product's
/// @param scorer of the built-in models; null where others answer
public record PageAbout(String version, @Nullable Scorer scorer) {
  /// Of a server that nobody says anything of.
  public static final PageAbout NOTHING = new PageAbout("", null);

  /// What a caller is told: the models that it may ask, and who reads whom in each.
  ///
  /// @param metrics whether there are any to be read
  /// @param traces whether any are kept
  public ObjectNode json(Config config, Caller caller, boolean metrics, boolean traces) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", version)
            .put("built_in", scorer != null)
            .put("metrics", metrics)
            .put("traces", traces);
    ArrayNode models = json.putArray("models");
    config.models().values().stream()
        .filter(model -> caller.mayAsk(model.name()))
        .forEach(model -> models.add(json(model)));
    return json;
  }

  /// A model with all its agents, whichever mode it is configured in.
  private static ObjectNode json(VirtualModel model) {
    Plan plan = model.sketch(Overrides.of(Mode.STAIRCASE), Pacing.AS_CONFIGURED);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", model.name())
            .put("topology", model.team().kind().wireName())
            .put("mode", model.mode().wireName())
            .put("layout", model.layout().name().toLowerCase(Locale.ROOT));
    String pace = model.paceName();
    if (pace != null) {
      json.put("pace", pace);
    }
    return json.set("agents", Agents.json(plan));
  }
}
