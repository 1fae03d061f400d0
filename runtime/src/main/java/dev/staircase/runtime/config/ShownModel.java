package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Recovery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A virtual model as it is written: in the topology that was asked for, with its samples as single
/// agents and all that holds for several agents said of each.
final class ShownModel {
  private static final String NONE = "none";

  private ShownModel() {}

  static Map<String, Object> of(Config config, VirtualModel model) {
    Map<String, Object> map = new ShownTeam(config, model.team()).written();
    if (model.team().kind() != TopologyKind.SINGLE) {
      map.put("mode", model.mode().wireName());
      map.put("pace", pace(model));
      map.put("layout", WireNames.of(model.layout()));
      map.put("quorum", model.quorum() == 0 ? "majority" : model.quorum());
      map.put("patience", model.patienceMs() == null ? "auto" : Durations.show(model.patienceMs()));
    }
    map.put("limits", limits(model.limits()));
    map.put("retries", retries(model.recovery()));
    map.put("hedge", hedge(config, model));
    map.put("caps", caps(model.caps()));
    return map;
  }

  private static Map<String, Object> pace(VirtualModel model) {
    Pace pace = model.pace();
    Map<String, Object> map = new LinkedHashMap<>();
    if (model.adaptive()) {
      map.put("preset", WireNames.of(PaceSettings.Preset.AUTO));
    }
    map.put("first-chunk", pace.firstChunk());
    map.put("next-chunk", pace.nextChunk());
    map.put("growth", pace.growth());
    map.put("chunk-cap", pace.chunkCap());
    map.put("lead", pace.lead());
    map.put("showing", WireNames.of(pace.showing()));
    map.put("cut-over", WireNames.of(pace.cutOver()));
    map.put("early-end", WireNames.of(pace.earlyEnd()));
    return map;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("steps", limits.steps());
    map.put("chars", limits.chars());
    map.put("resumes", limits.resumes());
    map.put("reasks", limits.reasks());
    return map;
  }

  private static Map<String, Object> retries(Recovery recovery) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("most", recovery.retries());
    map.put("backoff", Durations.show(recovery.backoffMs()));
    map.put("longest-wait", Durations.show(recovery.longestWaitMs()));
    map.put("budget", recovery.budget());
    return map;
  }

  private static Object hedge(Config config, VirtualModel model) {
    SeatSettings with = model.team().writer().settings().hedge();
    if (with == null) {
      return NONE;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("after", Durations.show(model.recovery().hedgeMs()));
    boolean itself =
        model.team().members().stream()
            .map(Member::settings)
            .allMatch(agent -> agent.seat().equals(agent.hedge()));
    if (!itself) {
      map.put("with", seat(config, with));
    }
    return map;
  }

  private static Map<String, Object> caps(Caps caps) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("calls", caps.calls() == 0 ? NONE : caps.calls());
    map.put("prompt-tokens", caps.promptTokens() == 0 ? NONE : caps.promptTokens());
    map.put("completion-tokens", caps.completionTokens() == 0 ? NONE : caps.completionTokens());
    map.put("usd", caps.usd() == 0 ? NONE : caps.usd());
    map.put("time", caps.wallMs() == 0 ? NONE : Durations.show(caps.wallMs()));
    map.put("at-cap", WireNames.of(caps.atCap()));
    return map;
  }

  /// A model that takes over, or is asked beside another: its name, where that says all.
  static Object seat(Config config, SeatSettings seat) {
    Map<String, Object> map = model(config, seat);
    return map.size() == 1 ? seat.model() : map;
  }

  static List<Object> seats(Config config, List<SeatSettings> seats) {
    return seats.stream().map(seat -> seat(config, seat)).toList();
  }

  /// A model, with its continuation where that isn't its upstream's.
  static Map<String, Object> model(Config config, SeatSettings seat) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", seat.model());
    Continuation usual = config.traitsOf(seat.model()).continuation();
    if (seat.continuation() != usual) {
      map.put("continuation", Traits.show(seat.continuation()));
    }
    return map;
  }
}
