package dev.staircase.server.api.messages;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.Fields;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says the body of `POST /v1/messages` in the words of chat completions. What would change the
/// answer and can't be honoured is refused; what would not (`metadata`, `service_tier`,
/// `cache_control`, ...) is passed over, and so is `thinking`: models think as their upstreams have
/// them, and only the answer is told.
final class MessageRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_MESSAGES = 2_000;
  private static final int MOST_STOPS = 4;

  private static final List<String> SAME = List.of("model", "stream", "staircase");
  private static final List<String> UNSUPPORTED = List.of("container", "mcp_servers");

  private MessageRequests() {}

  /// @throws ApiException where the request can't be answered
  static ObjectNode inChat(JsonNode request) {
    for (String field : UNSUPPORTED) {
      if (request.hasNonNull(field)
          && !(request.get(field).isArray() && request.get(field).isEmpty())) {
        throw ApiError.unsupported(
                field, "'" + field + "' is not supported by virtual models; leave it out")
            .exception();
      }
    }
    ObjectNode chat = JSON.createObjectNode();
    for (String field : SAME) {
      if (request.hasNonNull(field)) {
        chat.set(field, request.get(field));
      }
    }
    ArrayNode messages = chat.putArray("messages");
    if (request.hasNonNull("system")) {
      messages.addObject().put("role", "system").set("content", system(request.get("system")));
    }
    turns(request.path("messages"), messages);
    sampling(request, chat);
    MessageTools.inChat(request, chat);
    format(request.path("output_config").path("format"), chat);
    return chat;
  }

  private static JsonNode system(JsonNode system) {
    if (system.isString()) {
      return system;
    }
    return Turns.texts(system, "system");
  }

  private static void turns(JsonNode list, ArrayNode messages) {
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_MESSAGES) {
      throw Fields.wrong(
          "messages",
          "a list of 1 to %d messages".formatted(MOST_MESSAGES),
          list.isArray() ? list.size() + " messages" : Fields.kind(list));
    }
    var turns = new Turns(messages);
    for (int i = 0; i < list.size(); i++) {
      turns.add(list.get(i), "messages[" + i + "]");
    }
    if (list.get(list.size() - 1).path("role").asString("").equals("assistant")) {
      throw ApiError.unsupported(
              "messages",
              "the last message must be the user's: virtual models don't go on with a text that is"
                  + " handed to them")
          .exception();
    }
  }

  private static void sampling(JsonNode request, ObjectNode chat) {
    Long most = Fields.integer(request, "max_tokens", 1, Integer.MAX_VALUE);
    if (most == null) {
      throw Fields.wrong("max_tokens", "a whole number 1 or more", "nothing");
    }
    chat.put("max_tokens", most);
    Double temperature = Fields.number(request, "temperature", 0, 1);
    if (temperature != null) {
      chat.put("temperature", temperature);
    }
    Double topP = Fields.number(request, "top_p", 0, 1);
    if (topP != null) {
      chat.put("top_p", topP);
    }
    Long topK = Fields.integer(request, "top_k", 0, Integer.MAX_VALUE);
    if (topK != null) {
      chat.put("top_k", topK);
    }
    JsonNode stops = request.path("stop_sequences");
    if (request.hasNonNull("stop_sequences")) {
      boolean strings =
          stops.isArray()
              && stops.valueStream().allMatch(s -> s.isString() && !s.stringValue().isEmpty());
      if (!strings || stops.size() > MOST_STOPS) {
        throw Fields.wrong(
            "stop_sequences",
            "a list of up to %d non-empty strings".formatted(MOST_STOPS),
            stops.toString());
      }
      chat.set("stop", stops);
    }
  }

  private static void format(JsonNode format, ObjectNode chat) {
    if (format.isMissingNode() || format.isNull()) {
      return;
    }
    if (!format.path("type").asString("").equals("json_schema")
        || !format.path("schema").isObject()) {
      throw Fields.wrong(
          "output_config.format", "of type json_schema with a schema", format.toString());
    }
    chat.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", format.get("schema"));
  }
}
