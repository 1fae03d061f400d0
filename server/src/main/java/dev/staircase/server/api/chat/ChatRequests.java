package dev.staircase.server.api.chat;

import dev.staircase.core.chat.Sampling;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Fields;
import dev.staircase.server.api.Telling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of `POST /v1/chat/completions`. What would change the answer and can't be
/// honoured is refused; what would not (`user`, `metadata`, `store`, ...) is passed over.
public final class ChatRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_STOPS = 4;
  private static final String EVENTS = "events";

  /// Fields of the API that virtual models can't honour.
  private static final List<String> UNSUPPORTED =
      List.of("audio", "functions", "function_call", "web_search_options");

  private ChatRequests() {}

  /// Reads a body in the words of this API, which others translate theirs into.
  ///
  /// @throws ApiException where it can't be answered
  public static ChatRequest read(JsonNode json) {
    checkSupported(json);
    JsonNode options = json.path("stream_options");
    JsonNode staircase = json.path("staircase");
    return new ChatRequest(
        Fields.text(json, "model"),
        Messages.read(json.path("messages")),
        sampling(json),
        maxTokens(json),
        Fields.bool(json, "stream"),
        options.isObject() && Fields.bool(options, "include_usage"),
        events(staircase),
        overrides(staircase));
  }

  private static Telling events(JsonNode staircase) {
    JsonNode events = staircase.path(EVENTS);
    if (events.asString("").equals("early")) {
      return Telling.EARLY;
    }
    if (staircase.hasNonNull(EVENTS) && !events.isBoolean()) {
      throw Fields.wrong("staircase.events", "true, false or \"early\"", events.toString());
    }
    return events.asBoolean(false) ? Telling.WITH_TEXT : Telling.NEVER;
  }

  /// What of the `staircase` object changes the virtual model.
  private static @Nullable JsonNode overrides(JsonNode staircase) {
    if (staircase.isMissingNode() || staircase.isNull()) {
      return null;
    }
    return staircase instanceof ObjectNode object && object.has(EVENTS)
        ? object.deepCopy().without(EVENTS)
        : staircase;
  }

  private static void checkSupported(JsonNode json) {
    for (String field : UNSUPPORTED) {
      if (json.hasNonNull(field) && !asksForNothing(json.get(field))) {
        throw ApiError.unsupported(
                field, "'" + field + "' is not supported by virtual models; leave it out")
            .exception();
      }
    }
    if (json.hasNonNull("n") && !json.get("n").equals(JSON.getNodeFactory().numberNode(1))) {
      throw ApiError.unsupported("n", "'n' must be 1, found " + json.get("n")).exception();
    }
    for (JsonNode modality : json.path("modalities")) {
      if (!modality.asString("").equals("text")) {
        throw ApiError.unsupported(
                "modalities", "virtual models answer in text alone, found " + modality)
            .exception();
      }
    }
  }

  /// Whether a field has the value that clients send who don't want it: `false`, 0, `[]`.
  private static boolean asksForNothing(JsonNode value) {
    return (value.isBoolean() && !value.booleanValue())
        || (value.isNumber() && value.asDouble() == 0)
        || (value.isArray() && value.isEmpty());
  }

  private static Sampling sampling(JsonNode json) {
    PassedOn passedOn = PassedOn.read(json);
    return new Sampling(
        Fields.number(json, "temperature", 0, 2),
        Fields.number(json, "top_p", 0, 1),
        Fields.integer(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE),
        stops(json.path("stop")),
        passedOn.fields(),
        passedOn.form());
  }

  private static List<String> stops(JsonNode stop) {
    if (stop.isMissingNode() || stop.isNull()) {
      return List.of();
    }
    List<String> stops = new ArrayList<>();
    for (JsonNode sequence : stop.isArray() ? stop : JSON.createArrayNode().add(stop)) {
      if (!sequence.isString() || sequence.stringValue().isEmpty() || stops.size() == MOST_STOPS) {
        throw ApiError.badRequest(
                "stop",
                "'stop' must be a string or a list of up to "
                    + MOST_STOPS
                    + " non-empty strings, found "
                    + stop)
            .exception();
      }
      stops.add(sequence.stringValue());
    }
    return stops;
  }

  private static int maxTokens(JsonNode json) {
    String field =
        json.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    Long limit = Fields.integer(json, field, 1, Integer.MAX_VALUE);
    return limit == null ? 0 : limit.intValue();
  }
}
