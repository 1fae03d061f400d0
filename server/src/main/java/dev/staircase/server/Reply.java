package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Tally.AgentCount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of one answer, in the words of the OpenAI API.
///
/// `usage` counts all calls of all agents: it is what was spent. The `staircase` object tells how
/// it came about.
final class Reply {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Enough for what stands around the text of a chunk.
  private static final int CHUNK_REST_CHARS = 96;

  private final String id;
  private final String traceId;
  private final String model;
  private final long created;
  private final String chunkHead;
  private final String chunkTail;

  /// @param traceId unique for the answer, letters and digits
  /// @param created seconds since 1970
  /// @param usageWanted whether chunks carry `usage: null` until the last
  Reply(String traceId, String model, long created, boolean usageWanted) {
    this.id = "chatcmpl-" + traceId;
    this.traceId = traceId;
    this.model = model;
    this.created = created;
    String head = JSON.writeValueAsString(base("chat.completion.chunk"));
    this.chunkHead =
        head.substring(0, head.length() - 1) + ",\"choices\":[{\"index\":0,\"delta\":{";
    this.chunkTail = usageWanted ? "}],\"usage\":null}" : "}]}";
  }

  /// The JSON of a chunk; the first one names the role.
  String chunk(Piece piece, boolean first) {
    return switch (piece) {
      case Piece.Text(String text, String logprobs) -> textChunk(text, logprobs, first);
      case Piece.Tools(String json) ->
          chunkHead
              + (first ? "\"role\":\"assistant\",\"content\":null," : "")
              + "\"tool_calls\":"
              + json
              + "},\"finish_reason\":null"
              + chunkTail;
    };
  }

  private String textChunk(String text, @Nullable String logprobs, boolean first) {
    StringBuilder chunk = new StringBuilder(chunkHead.length() + text.length() + CHUNK_REST_CHARS);
    chunk
        .append(chunkHead)
        .append(first ? "\"role\":\"assistant\",\"content\":\"" : "\"content\":\"");
    JsonStringEncoder.getInstance().quoteAsString(text, chunk);
    chunk.append("\"}");
    if (logprobs != null) {
      chunk.append(",\"logprobs\":{\"content\":").append(logprobs).append(",\"refusal\":null}");
    }
    return chunk.append(",\"finish_reason\":null").append(chunkTail).toString();
  }

  /// The JSON of the chunk that ends the text.
  ///
  /// @param empty whether no text came before, so that this one names the role
  /// @param last whether no usage chunk follows, so that this one tells how the answer came about
  String finishChunk(Finish finish, boolean empty, boolean last, Tally tally) {
    String chunk =
        chunkHead
            + (empty ? "\"role\":\"assistant\",\"content\":\"\"" : "")
            + "},\"finish_reason\":\""
            + reason(finish)
            + "\""
            + chunkTail;
    return last
        ? chunk.substring(0, chunk.length() - 1) + ",\"staircase\":" + staircase(tally) + "}"
        : chunk;
  }

  /// The JSON of the chunk that carries the usage.
  String usageChunk(Tally tally) {
    ObjectNode chunk = base("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage(tally));
    chunk.set("staircase", staircase(tally));
    return JSON.writeValueAsString(chunk);
  }

  /// The JSON of an answer that is not streamed.
  ///
  /// @param logprobs the entries of its tokens; empty for none
  String whole(String text, ToolCalls calls, ArrayNode logprobs, Finish finish, Tally tally) {
    ObjectNode answer = base("chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", text.isEmpty() ? null : text).putNull("refusal");
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls.whole());
    }
    if (logprobs.isEmpty()) {
      choice.putNull("logprobs");
    } else {
      choice.putObject("logprobs").putNull("refusal").set("content", logprobs);
    }
    choice.put("finish_reason", reason(finish));
    answer.set("usage", usage(tally));
    answer.set("staircase", staircase(tally));
    return JSON.writeValueAsString(answer);
  }

  private ObjectNode base(String object) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static String reason(Finish finish) {
    return finish.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode usage(Tally tally) {
    Usage usage = tally.usage();
    Double usd = tally.usd();
    ObjectNode json =
        JSON.createObjectNode()
            .put("prompt_tokens", usage.promptTokens())
            .put("completion_tokens", usage.completionTokens())
            .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    json.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
    if (usd != null) {
      json.put("cost_usd", usd);
    }
    return json;
  }

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

  private ObjectNode staircase(Tally tally) {
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
