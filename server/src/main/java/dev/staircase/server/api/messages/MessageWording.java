package dev.staircase.server.api.messages;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.Account;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Blocks;
import dev.staircase.server.api.EventText;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Whole;
import dev.staircase.server.api.Wording;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One answer in the words of Anthropic's messages.
///
/// Usage counts all calls of all agents: it is what was spent. A stream begins with a usage of
/// zero, since nothing is counted then, and ends with the whole of it. An answer that came to one
/// of its stop sequences ends as `end_turn`: which one it was is not known.
final class MessageWording implements Wording {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String traceId;
  private final String model;
  private final EventText events = new EventText();
  private final Blocks blocks;
  private boolean opened;

  /// @param traceId unique for the answer, letters and digits
  MessageWording(String traceId, String model) {
    this.traceId = traceId;
    this.model = model;
    this.blocks = new Blocks(traceId, new StreamedContent(events));
  }

  @Override
  public String piece(Piece piece) {
    open();
    if (piece instanceof Piece.Told(String json)) {
      events.add("staircase", "{\"type\":\"staircase\",\"event\":" + json + "}");
    } else {
      blocks.add(piece);
    }
    return events.take();
  }

  @Override
  public String end(Finish finish, Tally tally) {
    open();
    blocks.end();
    ObjectNode last = JSON.createObjectNode().put("type", "message_delta");
    last.putObject("delta").put("stop_reason", reason(finish)).putNull("stop_sequence");
    last.set("usage", usage(tally));
    last.set("staircase", Account.of(traceId, tally));
    events.add("message_delta", last.toString());
    events.add("message_stop", "{\"type\":\"message_stop\"}");
    return events.take();
  }

  @Override
  public String broken(ApiError error) {
    events.add("error", AnthropicMessages.told(error).put("request_id", traceId).toString());
    return events.take();
  }

  @Override
  public String whole(Whole whole, Finish finish, Tally tally) {
    var content = new WholeContent();
    var all = new Blocks(traceId, content);
    whole.pieces().forEach(all::add);
    all.end();
    ObjectNode message = message().set("content", content.told());
    message.put("stop_reason", reason(finish)).set("usage", usage(tally));
    return message.set("staircase", Account.of(traceId, tally)).toString();
  }

  private void open() {
    if (!opened) {
      opened = true;
      ObjectNode start = JSON.createObjectNode().put("type", "message_start");
      start.set("message", message().set("usage", usage(Usage.NONE, null)));
      events.add("message_start", start.toString());
    }
  }

  private ObjectNode message() {
    ObjectNode message =
        JSON.createObjectNode()
            .put("id", "msg_" + traceId)
            .put("type", "message")
            .put("role", "assistant")
            .put("model", model);
    message.putArray("content");
    return message.putNull("stop_reason").putNull("stop_sequence");
  }

  private static String reason(Finish finish) {
    return switch (finish) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
    };
  }

  private static ObjectNode usage(Tally tally) {
    return usage(tally.usage(), tally.usd());
  }

  /// Tokens from a prefix cache are not among the input's in this API.
  private static ObjectNode usage(Usage usage, @Nullable Double usd) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("input_tokens", usage.promptTokens() - usage.cachedTokens())
            .put("cache_creation_input_tokens", 0)
            .put("cache_read_input_tokens", usage.cachedTokens())
            .put("output_tokens", usage.completionTokens());
    if (usd != null) {
      json.put("cost_usd", usd);
    }
    return json;
  }
}
