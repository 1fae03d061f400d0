package dev.staircase.server.api.chat;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.Account;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Whole;
import dev.staircase.server.api.Wording;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One answer in the words of OpenAI's chat completions.
///
/// `usage` counts all calls of all agents: it is what was spent. The `staircase` object tells how
/// it came about.
final class ChatWording implements Wording {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Enough for what stands around the text of a chunk.
  private static final int CHUNK_REST_CHARS = 96;

  private final String id;
  private final String traceId;
  private final String model;
  private final long created;
  private final String chunkHead;
  private final String chunkTail;
  private final boolean usageWanted;
  private boolean first = true;

  /// @param traceId unique for the answer, letters and digits
  /// @param created seconds since 1970
  /// @param usageWanted whether chunks carry `usage: null` until the last
  ChatWording(String traceId, String model, long created, boolean usageWanted) {
    this.id = "chatcmpl-" + traceId;
    this.traceId = traceId;
    this.model = model;
    this.created = created;
    this.usageWanted = usageWanted;
    String head = JSON.writeValueAsString(base("chat.completion.chunk"));
    this.chunkHead =
        head.substring(0, head.length() - 1) + ",\"choices\":[{\"index\":0,\"delta\":{";
    this.chunkTail = usageWanted ? "}],\"usage\":null}" : "}]}";
  }

  @Override
  public String piece(Piece piece) {
    return event(
        switch (piece) {
          case Piece.Text(String text, String logprobs) -> textChunk(text, logprobs);
          case Piece.Tools(String json) -> toolsChunk(json);
          case Piece.Told(String json) -> toldChunk(json);
        });
  }

  private String toolsChunk(String calls) {
    String chunk =
        chunkHead
            + (first ? "\"role\":\"assistant\",\"content\":null," : "")
            + "\"tool_calls\":"
            + calls
            + "},\"finish_reason\":null"
            + chunkTail;
    first = false;
    return chunk;
  }

  /// A chunk that says nothing, for clients that look at its choice alone.
  private String toldChunk(String told) {
    String chunk = chunkHead + "},\"finish_reason\":null" + chunkTail;
    return withStaircase(chunk, "{\"event\":" + told + "}");
  }

  private String textChunk(String text, @Nullable String logprobs) {
    StringBuilder chunk = new StringBuilder(chunkHead.length() + text.length() + CHUNK_REST_CHARS);
    chunk
        .append(chunkHead)
        .append(first ? "\"role\":\"assistant\",\"content\":\"" : "\"content\":\"");
    first = false;
    JsonStringEncoder.getInstance().quoteAsString(text, chunk);
    chunk.append("\"}");
    if (logprobs != null) {
      chunk.append(",\"logprobs\":{\"content\":").append(logprobs).append(",\"refusal\":null}");
    }
    return chunk.append(",\"finish_reason\":null").append(chunkTail).toString();
  }

  @Override
  public String end(Finish finish, Tally tally) {
    return event(finishChunk(finish, tally))
        + (usageWanted ? event(usageChunk(tally)) : "")
        + event("[DONE]");
  }

  /// The last data tells how the answer came about.
  private String finishChunk(Finish finish, Tally tally) {
    String chunk =
        chunkHead
            + (first ? "\"role\":\"assistant\",\"content\":\"\"" : "")
            + "},\"finish_reason\":\""
            + reason(finish)
            + "\""
            + chunkTail;
    return usageWanted ? chunk : withStaircase(chunk, Account.of(traceId, tally).toString());
  }

  private static String withStaircase(String chunk, String staircase) {
    return chunk.substring(0, chunk.length() - 1) + ",\"staircase\":" + staircase + "}";
  }

  private String usageChunk(Tally tally) {
    ObjectNode chunk = base("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage(tally));
    chunk.set("staircase", Account.of(traceId, tally));
    return JSON.writeValueAsString(chunk);
  }

  @Override
  public String broken(ApiError error) {
    return "event: error\n" + event(JSON.writeValueAsString(error.json()));
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  @Override
  public String whole(Whole whole, Finish finish, Tally tally) {
    ObjectNode answer = base("chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", whole.text().isEmpty() ? null : whole.text()).putNull("refusal");
    ArrayNode calls = whole.toolCalls();
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    if (whole.logprobs().isEmpty()) {
      choice.putNull("logprobs");
    } else {
      choice.putObject("logprobs").putNull("refusal").set("content", whole.logprobs());
    }
    choice.put("finish_reason", reason(finish));
    answer.set("usage", usage(tally));
    answer.set("staircase", Account.of(traceId, tally));
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
}
