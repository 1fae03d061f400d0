package dev.staircase.server.api.messages;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.Wording;
import dev.staircase.server.api.chat.ChatRequests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's `POST /v1/messages`.
public final class AnthropicMessages implements Surface {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public Question read(JsonNode body) {
    return new Asked(ChatRequests.read(MessageRequests.inChat(body)));
  }

  @Override
  public String error(ApiError error, String id) {
    return told(error).put("request_id", id).toString();
  }

  /// `{"type": "error", "error": {"type", "message"}}`
  static ObjectNode told(ApiError error) {
    ObjectNode json = JSON.createObjectNode().put("type", "error");
    json.putObject("error").put("type", type(error.status())).put("message", error.message());
    return json;
  }

  /// The API's word for a kind of error, which follows from its status.
  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  private record Asked(ChatRequest chat) implements Question {
    @Override
    public Wording wording(String id, long createdS) {
      return new MessageWording(id, chat.model());
    }
  }
}
