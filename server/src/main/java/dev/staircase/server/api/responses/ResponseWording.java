package dev.staircase.server.api.responses;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.Account;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Blocks;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Whole;
import dev.staircase.server.api.Wording;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One answer in the words of OpenAI's responses. An answer that is not streamed is what the last
/// event of a stream holds.
///
/// `usage` counts all calls of all agents: it is what was spent. The `staircase` object tells how
/// it came about.
final class ResponseWording implements Wording {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TOO_MANY_REQUESTS = 429;

  private final String traceId;
  private final long created;
  private final ObjectNode echo;
  private final Events events = new Events();
  private final OutputItems items;
  private final Blocks blocks;
  private boolean opened;

  /// @param traceId unique for the answer, letters and digits
  /// @param created seconds since 1970
  /// @param echo what of the request is repeated
  ResponseWording(String traceId, long created, ObjectNode echo) {
    this.traceId = traceId;
    this.created = created;
    this.echo = echo;
    this.items = new OutputItems(traceId, events);
    this.blocks = new Blocks(traceId, items);
  }

  @Override
  public String piece(Piece piece) {
    if (piece instanceof Piece.Told(String json)) {
      items.befell(json);
    } else {
      open();
      blocks.add(piece);
    }
    return events.take();
  }

  @Override
  public String end(Finish finish, Tally tally) {
    open();
    ObjectNode response = over(finish, tally);
    String status = response.get("status").stringValue();
    events.add("response." + status, JSON.createObjectNode().set("response", response));
    return events.take();
  }

  @Override
  public String broken(ApiError error) {
    open();
    ObjectNode told = Responses.inOwnWords(error).json();
    told.put("code", error.code()).put("message", error.message()).put("param", error.param());
    events.add("error", told);
    items.cutOff();
    ObjectNode response = response("failed");
    response
        .putObject("error")
        .put("code", error.status() == TOO_MANY_REQUESTS ? "rate_limit_exceeded" : "server_error")
        .put("message", error.message());
    events.add("response.failed", JSON.createObjectNode().set("response", response));
    return events.take();
  }

  @Override
  public String whole(Whole whole, Finish finish, Tally tally) {
    whole.pieces().forEach(blocks::add);
    return over(finish, tally).toString();
  }

  /// What stands before the first piece.
  private void open() {
    if (!opened) {
      opened = true;
      for (String type : new String[] {"response.created", "response.in_progress"}) {
        ObjectNode response = response("in_progress");
        events.add(type, JSON.createObjectNode().set("response", response));
      }
    }
  }

  /// The response once all is told.
  private ObjectNode over(Finish finish, Tally tally) {
    String cut =
        switch (finish) {
          case STOP, TOOL_CALLS -> "";
          case LENGTH -> "max_output_tokens";
          case CONTENT_FILTER -> "content_filter";
        };
    if (!cut.isEmpty()) {
      items.endIncomplete();
    }
    blocks.end();
    ObjectNode response = response(cut.isEmpty() ? "completed" : "incomplete");
    if (!cut.isEmpty()) {
      response.putObject("incomplete_details").put("reason", cut);
    }
    response.set("usage", usage(tally));
    response.set("staircase", Account.of(traceId, tally));
    return response;
  }

  private ObjectNode response(String status) {
    ObjectNode response =
        JSON.createObjectNode()
            .put("id", "resp_" + traceId)
            .put("object", "response")
            .put("created_at", created)
            .put("status", status)
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details");
    response.setAll(echo);
    return response
        .putNull("previous_response_id")
        .put("store", false)
        .set("output", items.told())
        .putNull("usage");
  }

  /// Reasoning is not counted apart: it is among the tokens of its calls.
  private static ObjectNode usage(Tally tally) {
    Usage usage = tally.usage();
    Double usd = tally.usd();
    ObjectNode json = JSON.createObjectNode().put("input_tokens", usage.promptTokens());
    json.putObject("input_tokens_details")
        .put("cached_tokens", usage.cachedTokens())
        .put("cache_write_tokens", 0);
    json.put("output_tokens", usage.completionTokens());
    json.putObject("output_tokens_details").put("reasoning_tokens", 0);
    json.put("total_tokens", usage.promptTokens() + usage.completionTokens());
    if (usd != null) {
      json.put("cost_usd", usd);
    }
    return json;
  }
}
