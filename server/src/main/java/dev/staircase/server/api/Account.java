package dev.staircase.server.api;

import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Tally.AgentCount;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `staircase` object of an answer, in every API: how it came about.
public final class Account {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Account() {}

  /// What is told only where there is something to tell.
  private static void extras(ObjectNode json, Tally tally) {
    if (tally.warmCalls() > 0) {
      json.put("warm_calls", tally.warmCalls());
    }
    if (tally.hedgedCalls() > 0) {
      json.put("hedged_calls", tally.hedgedCalls());
    }
    LateEvidence late = tally.lateEvidence();
    if (late != null) {
      json.putPOJO("late_evidence", late.byName());
    }
  }

  /// The object.
  ///
  /// @param traceId the answer's
  public static ObjectNode of(String traceId, Tally tally) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("trace_id", traceId)
            .put("ttft_ms", tally.ttftMs())
            .put("e2e_ms", tally.e2eMs())
            .put("steps", tally.steps())
            .put("calls", tally.calls());
    extras(json, tally);
    ArrayNode agents = json.putArray("agents");
    for (AgentCount agent : tally.agents()) {
      agents
          .addObject()
          .put("name", agent.name())
          .put("model", agent.model())
          .put("steps", agent.steps())
          .put("calls", agent.calls())
          .put("prompt_tokens", agent.usage().promptTokens())
          .put("cached_tokens", agent.usage().cachedTokens())
          .put("completion_tokens", agent.usage().completionTokens())
          .put("estimated", agent.estimated());
    }
    ArrayNode events = json.putArray("events");
    for (Tally.Remark remark : tally.remarks()) {
      events
          .addObject()
          .put("at_ms", remark.atMicros() / 1_000.0)
          .put("agent", remark.agent())
          .put("what", remark.what().name().toLowerCase(Locale.ROOT))
          .put("detail", remark.detail());
    }
    return json;
  }
}
