package dev.staircase.lab.race;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.LateEvidence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a race came to.
///
/// @param idealTtftMs what the staircase's TTFT could be at best ([Ideal]); null where the models'
///   pace is not known
public record RaceResult(
    String question, LaneResult serial, LaneResult staircase, @Nullable Double idealTtftMs) {
  private static final double DECIMALS = 10;

  /// Whether both answers were written to their end.
  public boolean complete() {
    return serial.failure() == null && staircase.failure() == null;
  }

  /// One line of JSON; times in milliseconds. What could not be measured is null, and `error` then
  /// says why.
  public String toJson() {
    return fields(JsonMapper.shared().createObjectNode()).toString();
  }

  ObjectNode fields(ObjectNode json) {
    json.put("question", question);
    json.set("serial", json(serial));
    json.set("staircase", json(staircase));
    json.putObject("ideal").put("ttft_ms", idealTtftMs == null ? null : rounded(idealTtftMs));
    return json;
  }

  private static ObjectNode json(LaneResult lane) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    Stream.Figures figures = lane.figures();
    json.put("ttft_ms", figures == null ? null : rounded(figures.ttftMs()))
        .put("ttst_ms", figures == null ? null : rounded(figures.ttstMs()))
        .put("e2e_ms", figures == null ? null : rounded(figures.e2eMs()))
        .put("stall_ms", figures == null ? null : rounded(figures.stallMs()))
        .put("max_gap_ms", figures == null ? null : rounded(figures.maxGapMs()))
        .put("itl_ms", figures == null ? null : rounded(figures.itlMs()))
        .put("steps", lane.steps())
        .put("calls", lane.calls())
        .put("prompt_tokens", lane.usage().promptTokens())
        .put("cached_tokens", lane.usage().cachedTokens())
        .put("completion_tokens", lane.usage().completionTokens())
        .put("estimated", lane.estimated());
    LateEvidence late = lane.late();
    if (late != null) {
      json.putPOJO("late_evidence", late.byName());
    }
    FactScore facts = lane.facts();
    if (facts != null) {
      json.putObject("facts")
          .put("known", facts.known())
          .put("covered", facts.covered())
          .put("repeated", facts.repeated())
          .put("contradicted", facts.contradicted())
          .put("corrected", facts.corrected());
    }
    if (lane.failure() != null) {
      json.put("error", lane.failure());
    }
    return json.put("answer", lane.answer());
  }

  private static double rounded(double ms) {
    return Math.round(ms * DECIMALS) / DECIMALS;
  }
}
