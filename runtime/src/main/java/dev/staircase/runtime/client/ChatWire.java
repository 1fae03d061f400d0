package dev.staircase.runtime.client;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.chat.Sampling;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a model call as the request of an OpenAI-compatible endpoint: the same call, the same
/// text. Pure.
final class ChatWire {
  /// The limit sent to `/completions` where a call has none: left out, servers stop after 16
  /// tokens.
  static final int COMPLETIONS_TOKENS = 2_048;

  /// A request to be sent by POST.
  ///
  /// @param endpoint below the base URL
  /// @param body JSON, to be sent in UTF-8
  /// @param tools whether the model may call tools
  record Request(String endpoint, String body, boolean tools) {}

  /// What `/completions` doesn't know, or takes for something else.
  private static final Set<String> OF_CHATS_ALONE =
      Set.of("tools", "tool_choice", "parallel_tool_calls", "logprobs", "top_logprobs");

  private static final JsonMapper JSON = new JsonMapper();

  private ChatWire() {}

  /// What `model` (`upstream/name`) is called at its upstream: everything after the first slash,
  /// whatever it holds.
  ///
  /// @throws IllegalArgumentException where there is no upstream or no name in it
  static String nameAtUpstream(String model) {
    return model.substring(slash(model) + 1);
  }

  /// The upstream in `model`.
  ///
  /// @throws IllegalArgumentException where there is no upstream or no name in it
  static String upstream(String model) {
    return model.substring(0, slash(model));
  }

  private static int slash(String model) {
    int slash = model.indexOf('/');
    if (slash < 1 || slash == model.length() - 1) {
      throw new IllegalArgumentException("a model is called UPSTREAM/NAME, found '" + model + "'");
    }
    return slash;
  }

  /// The request of a call; empty messages of the assistant are left out, for they spoil prompts.
  ///
  /// @throws IllegalArgumentException where the call cannot be said in this dialect
  static Request request(ModelCall call, Dialect dialect) {
    List<Message> messages =
        call.messages().stream()
            .filter(
                m -> m.role() != Role.ASSISTANT || !m.content().isEmpty() || m.attached() != null)
            .toList();
    if (messages.isEmpty()) {
      throw refused(call, "needs a message with text", "only empty ones of the assistant");
    }
    boolean continues = messages.getLast().role() == Role.ASSISTANT;
    if (continues && call.continuation() == Continuation.NEW_TURN) {
      throw refused(call, "with continuation new-turn must not end in an assistant message", "one");
    }
    if (dialect.alwaysCompletions()
        || (continues && call.continuation() == Continuation.COMPLETIONS)) {
      return completions(call, dialect, messages);
    }
    return chat(call, dialect, messages, continues);
  }

  private static Request chat(
      ModelCall call, Dialect dialect, List<Message> messages, boolean continues) {
    var body = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringProperty("model", nameAtUpstream(call.model()));
      json.writeArrayPropertyStart("messages");
      for (int i = 0; i < messages.size(); i++) {
        boolean partial = continues && i == messages.size() - 1;
        Attached attached = messages.get(i).attached();
        if (attached == null) {
          message(
              json, messages.get(i), partial && call.continuation() == Continuation.PREFIX_FLAG);
        } else {
          object(call, "needs attached messages to be JSON objects", attached.json());
          json.writeRawValue(attached.json());
        }
      }
      json.writeEndArray();
      common(
          json,
          call,
          dialect,
          dialect.maxCompletionTokens() ? "max_completion_tokens" : "max_tokens");
      passedOn(json, call, Set.of());
      if (continues) {
        flags(json, call);
      }
      json.writeEndObject();
    }
    return new Request("/chat/completions", body.toString(), call.sampling().form() != Form.TEXT);
  }

  private static void message(JsonGenerator json, Message message, boolean prefix) {
    json.writeStartObject();
    json.writeStringProperty("role", message.role().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("content", message.content());
    if (prefix) {
      json.writeBooleanProperty("prefix", true);
    }
    json.writeEndObject();
  }

  private static void flags(JsonGenerator json, ModelCall call) {
    switch (call.continuation()) {
      case CONTINUE_FINAL_MESSAGE -> {
        json.writeBooleanProperty("continue_final_message", true);
        json.writeBooleanProperty("add_generation_prompt", false);
      }
      case TRAILING_ASSISTANT, PREFIX_FLAG, COMPLETIONS, NEW_TURN -> {}
    }
  }

  private static Request completions(ModelCall call, Dialect dialect, List<Message> messages) {
    ChatTemplate template = dialect.template();
    if (template == null) {
      throw refused(
          call,
          "by /completions needs the model's chat template",
          "none: set the upstream's chat-template");
    }
    var body = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringProperty("model", nameAtUpstream(call.model()));
      json.writeStringProperty("prompt", template.render(messages));
      common(json, call.maxTokens() > 0 ? call : limited(call), dialect, "max_tokens");
      passedOn(json, call, OF_CHATS_ALONE);
      json.writeEndObject();
    }
    return new Request("/completions", body.toString(), false);
  }

  /// The call with [#COMPLETIONS_TOKENS] as its limit.
  private static ModelCall limited(ModelCall call) {
    return new ModelCall(
        call.model(), call.messages(), call.continuation(), COMPLETIONS_TOKENS, call.sampling());
  }

  private static void common(
      JsonGenerator json, ModelCall call, Dialect dialect, String maxTokens) {
    json.writeBooleanProperty("stream", true);
    if (dialect.usage() != Dialect.UsageReport.NONE) {
      json.writeObjectPropertyStart("stream_options");
      json.writeBooleanProperty("include_usage", true);
      if (dialect.usage() == Dialect.UsageReport.CONTINUOUS) {
        json.writeBooleanProperty("continuous_usage_stats", true);
      }
      json.writeEndObject();
    }
    if (call.maxTokens() > 0) {
      json.writeNumberProperty(maxTokens, call.maxTokens());
    }
    Sampling sampling = call.sampling();
    if (sampling.temperature() != null) {
      json.writeNumberProperty("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      json.writeNumberProperty("top_p", sampling.topP());
    }
    if (sampling.seed() != null) {
      json.writeNumberProperty("seed", sampling.seed());
    }
    if (!sampling.stop().isEmpty()) {
      json.writeArrayPropertyStart("stop");
      sampling.stop().forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private static void passedOn(JsonGenerator json, ModelCall call, Set<String> except) {
    String fields = call.sampling().passedOn();
    if (fields == null) {
      return;
    }
    for (var field :
        object(call, "needs a JSON object of fields to pass on", fields).properties()) {
      if (!except.contains(field.getKey())) {
        json.writeName(field.getKey());
        JSON.writeTree(json, field.getValue());
      }
    }
  }

  private static JsonNode object(ModelCall call, String expected, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // Said below: what was found is not a JSON object either way.
    }
    throw refused(call, expected, "'" + text + "'");
  }

  private static IllegalArgumentException refused(ModelCall call, String expected, String found) {
    return new IllegalArgumentException(
        "a call to " + call.model() + " " + expected + ", found " + found);
  }
}
