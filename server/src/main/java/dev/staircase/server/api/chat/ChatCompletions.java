package dev.staircase.server.api.chat;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.Wording;
import tools.jackson.databind.JsonNode;

/// OpenAI's `POST /v1/chat/completions`.
public final class ChatCompletions implements Surface {
  @Override
  public String name() {
    return "chat.completions";
  }

  @Override
  public Question read(JsonNode body) {
    return new Asked(ChatRequests.read(body));
  }

  @Override
  public String error(ApiError error, String id) {
    return error.json().toString();
  }

  private record Asked(ChatRequest chat) implements Question {
    @Override
    public Wording wording(String id, long createdS) {
      return new ChatWording(id, chat.model(), createdS, chat.usage());
    }
  }
}
