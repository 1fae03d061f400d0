package dev.staircase.server.api.responses;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Fields;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.Telling;
import dev.staircase.server.api.Wording;
import dev.staircase.server.api.chat.ChatRequests;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's `POST /v1/responses`.
public final class Responses implements Surface {
  @Override
  public String name() {
    return "responses";
  }

  @Override
  public Question read(JsonNode body) {
    ChatRequest chat = ChatRequests.read(ResponseRequests.inChat(body));
    if (chat.events() == Telling.EARLY) {
      throw Fields.wrong(
          "staircase.events",
          "true or false, since events are told in deltas of an item here, and none is there early",
          "\"early\"");
    }
    return new Asked(chat, Echo.of(body));
  }

  @Override
  public String error(ApiError error, String id) {
    return inOwnWords(error).json().toString();
  }

  /// What is said of messages is said of the input here.
  static ApiError inOwnWords(ApiError error) {
    @Nullable String param = error.param();
    return param != null && param.startsWith("messages")
        ? new ApiError(
            error.status(),
            error.type(),
            error.code(),
            "input",
            error.message(),
            error.retryAfterS())
        : error;
  }

  private record Asked(ChatRequest chat, ObjectNode echo) implements Question {
    @Override
    public Wording wording(String id, long createdS) {
      return new ResponseWording(id, createdS, echo);
    }
  }
}
