package dev.staircase.server;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// An upstream whose models write what the agent that writes the answer alone can be asked for:
/// they call the tool `weather` once where they are offered tools, speak JSON where they must, tell
/// log probabilities, and say `Cold.` otherwise.
final class ToolWriter implements AutoCloseable {
  static final String CALL_ID = "call_7";

  /// What the model `silent` calls a tool with, in two pieces; `broken` comes no further than the
  /// first.
  static final String WITH_MORE =
      "{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"},\"more\":{\"of\":[1,null]}}";

  static final String PIECE = "{\"index\":0,\"function\":{\"arguments\":\"{}\"}}";

  private final Scripted scripted = new Scripted(ToolWriter::write);

  private static Scripted.Answer write(Scripted.Question question) {
    JsonNode request = question.body();
    switch (request.get("model").stringValue()) {
      case "silent" -> {
        return Scripted.stream(call(WITH_MORE), call(PIECE), end("tool_calls"));
      }
      case "broken" -> {
        return Scripted.stream(call(WITH_MORE));
      }
      default -> {}
    }
    if (request.has("response_format")) {
      return Scripted.stream("\"delta\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"");
    }
    if (request.has("logprobs")) {
      return Scripted.stream(token("It"), token(" is"), end("stop"));
    }
    if (request.has("tools") && !request.toString().contains(CALL_ID)) {
      return Scripted.stream(
          "\"delta\":{\"content\":\"Let me see.\"}",
          call(
              "{\"index\":0,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}"
                  .formatted(CALL_ID)),
          call("{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}"),
          call("{\"index\":0,\"function\":{\"arguments\":\"\\\"Oslo\\\"}\"}}"),
          end("tool_calls"));
    }
    return Scripted.stream("\"delta\":{\"content\":\"Cold.\"}", end("stop"));
  }

  private static String call(String json) {
    return "\"delta\":{\"tool_calls\":[" + json + "]}";
  }

  private static String token(String token) {
    return "\"delta\":{\"content\":\"%1$s\"},\"logprobs\":{\"content\":[{\"token\":\"%1$s\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":[]}]}"
        .formatted(token);
  }

  private static String end(String reason) {
    return "\"delta\":{},\"finish_reason\":\"" + reason + "\"";
  }

  /// A configuration with virtual models that it writes for, beside proposers that count. A paced
  /// model writes for `counting`.
  String config() {
    return """
    upstreams:
      local: { base-url: "${BASE_URL}", continuation: trailing-assistant, usage: continuous }
      scripted:
        base-url: "%s"
        continuation: new-turn
        models: { eye: { sees: true } }
    models:
      trio: { proposers: ["local/p1", "local/p2", "local/p3"], aggregator: scripted/w }
      solo: { topology: single, aggregator: scripted/w }
      seer: { proposers: ["local/p1", "local/p2"], aggregator: scripted/eye }
      silent: { proposers: ["local/p1", "local/p2"], aggregator: scripted/silent }
      broken: { topology: single, aggregator: scripted/broken }
      counting: { proposers: ["local/p1", "local/p2", "local/p3"], aggregator: local/agg }
    """
        .formatted(scripted.url());
  }

  /// What it was asked, in order.
  List<Scripted.Question> questions() {
    return scripted.questions;
  }

  @Override
  public void close() {
    scripted.close();
  }
}
