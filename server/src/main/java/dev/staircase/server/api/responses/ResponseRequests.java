package dev.staircase.server.api.responses;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.Fields;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says the body of `POST /v1/responses` in the words of chat completions. What would change the
/// answer and can't be honoured is refused; what would not (`metadata`, `store`, `user`, ...) is
/// passed over.
final class ResponseRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String NOT_STORED =
      "answers are not stored here; send the whole conversation as 'input'";

  /// What can't be honoured, and why.
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "previous_response_id", NOT_STORED,
          "conversation", NOT_STORED,
          "background", "answers are not stored here; stream the answer instead",
          "prompt", "prompts are not stored here; send the text as 'instructions'",
          "context_management", "virtual models read all of the input; leave it out");

  private static final List<String> SAME =
      List.of("model", "stream", "temperature", "top_p", "parallel_tool_calls", "staircase");

  private static final String LOGPROBS = "message.output_text.logprobs";

  private ResponseRequests() {}

  /// @throws ApiException where the request can't be answered
  static ObjectNode inChat(JsonNode request) {
    checkSupported(request);
    ObjectNode chat = JSON.createObjectNode();
    for (String field : SAME) {
      if (request.hasNonNull(field)) {
        chat.set(field, request.get(field));
      }
    }
    ArrayNode messages = chat.putArray("messages");
    if (request.hasNonNull("instructions")) {
      String instructions = Fields.text(request, "instructions");
      messages.addObject().put("role", "system").put("content", instructions);
    }
    new InputItems(messages).read(request.path("input"));
    Long most = Fields.integer(request, "max_output_tokens", 1, Integer.MAX_VALUE);
    if (most != null) {
      chat.put("max_completion_tokens", most);
    }
    ResponseTools.inChat(request, chat);
    text(request.path("text"), chat);
    JsonNode effort = request.path("reasoning").path("effort");
    if (effort.isString()) {
      chat.set("reasoning_effort", effort);
    }
    logprobs(request, chat);
    return chat;
  }

  private static void checkSupported(JsonNode request) {
    UNSUPPORTED.forEach((field, why) -> {
      JsonNode value = request.path(field);
      boolean nothing = value.isBoolean() ? !value.booleanValue() : value.isEmpty();
      if (request.hasNonNull(field) && !(nothing && !value.isString())) {
        throw ApiError.unsupported(field, "'" + field + "' is not supported: " + why).exception();
      }
    });
    String truncation = request.path("truncation").asString("disabled");
    if (!List.of("auto", "disabled").contains(truncation)) {
      throw Fields.wrong("truncation", "auto or disabled", truncation);
    }
  }

  /// What the text is to look like.
  private static void text(JsonNode text, ObjectNode chat) {
    if (text.hasNonNull("verbosity")) {
      chat.set("verbosity", text.get("verbosity"));
    }
    if (!text.hasNonNull("format")) {
      return;
    }
    JsonNode format = text.get("format");
    String type = format.path("type").asString("");
    switch (type) {
      case "text", "json_object" -> chat.putObject("response_format").put("type", type);
      case "json_schema" -> {
        ObjectNode schema = ((ObjectNode) format).deepCopy().without("type");
        chat.putObject("response_format").put("type", type).set(type, schema);
      }
      default ->
          throw Fields.wrong(
              "text.format", "of type text, json_object or json_schema", format.toString());
    }
  }

  private static void logprobs(JsonNode request, ObjectNode chat) {
    Long most = Fields.integer(request, "top_logprobs", 0, 20);
    boolean included =
        request.path("include").valueStream().anyMatch(what -> what.asString("").equals(LOGPROBS));
    if (included || (most != null && most > 0)) {
      chat.put("logprobs", true).put("top_logprobs", most == null ? 0 : most);
    }
  }
}
