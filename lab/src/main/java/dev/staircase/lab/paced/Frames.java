package dev.staircase.lab.paced;

import dev.staircase.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/// The JSON of one answer, in pieces for a stream or as a whole.
///
/// @param raw whether in the form of `/v1/completions`
/// @param id the answer's id
/// @param created seconds since 1970
/// @param model the model's name
/// @param counting when a stream tells its usage; `usage` is null before it does
record Frames(boolean raw, String id, long created, String model, Counting counting) {
  static final String DONE = "data: [DONE]\n\n";

  /// A piece of text; the first one names the role.
  String piece(String text, boolean first, Usage usage) {
    var quoted = Json.quoted(text);
    return event(
        raw
            ? "{\"index\":0,\"text\":%s,\"logprobs\":null,\"finish_reason\":null}".formatted(quoted)
            : "{\"index\":0,\"delta\":{%s\"content\":%s},\"finish_reason\":null}"
                .formatted(first ? "\"role\":\"assistant\"," : "", quoted),
        counting == Counting.ALWAYS ? json(usage) : "null");
  }

  /// The end of the text.
  ///
  /// @param empty whether no piece came before
  String end(String finish, boolean empty) {
    var role = empty ? "\"role\":\"assistant\",\"content\":\"\"" : "";
    return event(
        raw
            ? "{\"index\":0,\"text\":\"\",\"logprobs\":null,\"finish_reason\":\"%s\"}"
                .formatted(finish)
            : "{\"index\":0,\"delta\":{%s},\"finish_reason\":\"%s\"}".formatted(role, finish),
        "null");
  }

  /// The event that carries the usage; empty where nobody asked for it.
  String usage(Usage usage) {
    return counting == Counting.NEVER ? "" : event("", json(usage));
  }

  /// A data line that is no JSON.
  String garbage() {
    return "data: {\"id\":\"" + id + "\",\"choices\":[{\"index\":0,\"del\n\n";
  }

  /// The answer in one piece.
  ///
  /// @param finish null where it was cut
  String whole(String text, @Nullable String finish, Usage usage) {
    var reason = finish == null ? "null" : Json.quoted(finish);
    var choice =
        raw
            ? "{\"index\":0,\"text\":%s,\"logprobs\":null,\"finish_reason\":%s}"
                .formatted(Json.quoted(text), reason)
            : ("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s},"
                    + "\"finish_reason\":%s}")
                .formatted(Json.quoted(text), reason);
    return head(raw ? "text_completion" : "chat.completion")
        + ",\"choices\":["
        + choice
        + "],\"usage\":"
        + json(usage)
        + "}";
  }

  private String event(String choice, String usage) {
    return "data: "
        + head(raw ? "text_completion" : "chat.completion.chunk")
        + ",\"choices\":["
        + choice
        + "]"
        + (counting == Counting.NEVER ? "" : ",\"usage\":" + usage)
        + "}\n\n";
  }

  private String head(String object) {
    return "{\"id\":\"%s\",\"object\":\"%s\",\"created\":%d,\"model\":%s"
        .formatted(id, object, created, Json.quoted(model));
  }

  private static String json(Usage usage) {
    return ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":%d}}")
        .formatted(
            usage.promptTokens(),
            usage.completionTokens(),
            usage.promptTokens() + usage.completionTokens(),
            usage.cachedTokens());
  }
}
