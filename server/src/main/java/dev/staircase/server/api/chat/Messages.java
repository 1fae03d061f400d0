package dev.staircase.server.api.chat;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the messages of one request.
///
/// Images and calls of tools are kept whole for the agents that can take them. The others read them
/// in words: `[an image]`, `[called get_weather with {"city":"Oslo"}]`, `[get_weather returned:
/// 3]`.
final class Messages {
  private static final int MOST_MESSAGES = 4096;

  /// The names of the tools called so far, by the id of the call.
  private final Map<String, String> called = new HashMap<>();

  private Messages() {}

  static List<Message> read(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw Fields.wrong("messages", "a list of at least one message", Fields.kind(list));
    }
    if (list.size() > MOST_MESSAGES) {
      throw Fields.wrong("messages", "at most " + MOST_MESSAGES + " messages", "" + list.size());
    }
    Messages reader = new Messages();
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      messages.add(reader.message(list.get(i), "messages[" + i + "]"));
    }
    if (messages.getLast().role() != Role.USER) {
      throw ApiError.badRequest(
              "messages",
              "the last message must be the user's or a tool's, found role "
                  + list.get(list.size() - 1).path("role"))
          .exception();
    }
    return messages;
  }

  private Message message(JsonNode json, String where) {
    return switch (json.path("role").asString("")) {
      case "system", "developer" -> said(Role.SYSTEM, json, where);
      case "user" -> said(Role.USER, json, where);
      case "assistant" -> json.hasNonNull("tool_calls") ? calls(json, where) : answer(json, where);
      case "tool" -> result(json, where);
      default ->
          throw ApiError.badRequest(
                  where + ".role",
                  "the role must be system, developer, user, assistant or tool, found "
                      + json.path("role"))
              .exception();
    };
  }

  private static Message said(Role role, JsonNode json, String where) {
    Content content = Content.read(json.path("content"), where, role == Role.USER);
    return new Message(
        role, content.text(), content.images() ? attached(Attached.Kind.IMAGES, json) : null);
  }

  private static Message answer(JsonNode json, String where) {
    if (json.hasNonNull("function_call")) {
      throw ApiError.unsupported(
              where + ".function_call", "function calls are not supported; send tool_calls")
          .exception();
    }
    return said(Role.ASSISTANT, json, where);
  }

  private Message calls(JsonNode json, String where) {
    JsonNode calls = json.get("tool_calls");
    if (!calls.isArray()) {
      throw Fields.wrong(where + ".tool_calls", "a list of calls", Fields.kind(calls));
    }
    if (calls.isEmpty()) {
      return answer(json, where);
    }
    List<String> words = new ArrayList<>();
    if (json.hasNonNull("content")) {
      String text = Content.read(json.get("content"), where, false).text();
      if (!text.isBlank()) {
        words.add(text);
      }
    }
    for (JsonNode call : calls) {
      JsonNode tool = call.path(call.path("type").asString("function"));
      if (!call.path("id").isString() || !tool.path("name").isString()) {
        throw Fields.wrong(
            where + ".tool_calls",
            "a list of calls with an id, a type and the name of what is called",
            Fields.kind(call));
      }
      String name = tool.get("name").stringValue();
      called.put(call.get("id").stringValue(), name);
      String input = tool.path("arguments").asString(tool.path("input").asString(""));
      words.add("[called %s with %s]".formatted(name, input));
    }
    return new Message(
        Role.ASSISTANT, String.join("\n", words), attached(Attached.Kind.TOOLS, json));
  }

  private Message result(JsonNode json, String where) {
    JsonNode id = json.path("tool_call_id");
    if (!id.isString()) {
      throw Fields.wrong(where + ".tool_call_id", "the id of a call", Fields.kind(id));
    }
    String name = called.getOrDefault(id.stringValue(), "a tool");
    String text = Content.read(json.path("content"), where, false).text();
    return new Message(
        Role.USER, "[%s returned: %s]".formatted(name, text), attached(Attached.Kind.TOOLS, json));
  }

  private static Attached attached(Attached.Kind kind, JsonNode json) {
    return new Attached(kind, json.toString());
  }

  /// What a message says.
  ///
  /// @param text with `[an image]` in place of each image
  /// @param images whether there are any
  private record Content(String text, boolean images) {
    private static final String AN_IMAGE = "[an image]";

    /// Content as a string or as a list of parts.
    ///
    /// @param mayShow whether images are allowed
    static Content read(JsonNode content, String message, boolean mayShow) {
      String where = message + ".content";
      if (content.isString()) {
        return new Content(content.stringValue(), false);
      }
      if (!content.isArray()) {
        throw ApiError.badRequest(
                where,
                "the content must be a string or a list of parts, found " + Fields.kind(content))
            .exception();
      }
      StringBuilder text = new StringBuilder();
      boolean images = false;
      for (JsonNode part : content) {
        String words = words(part);
        boolean image = mayShow && isImage(part);
        if (words == null && !image) {
          throw ApiError.unsupported(
                  where,
                  "parts are text, and images in messages of the user (image_url with a url); found"
                      + " type "
                      + part.path("type"))
              .exception();
        }
        images |= image;
        text.append(image ? AN_IMAGE : words);
      }
      return new Content(text.toString(), images);
    }

    private static @Nullable String words(JsonNode part) {
      String type = part.path("type").asString("");
      JsonNode words = part.path(type);
      boolean said = type.equals("text") || type.equals("refusal");
      return said && words.isString() ? words.stringValue() : null;
    }

    private static boolean isImage(JsonNode part) {
      return part.path("type").asString("").equals("image_url")
          && !part.at("/image_url/url").asString("").isBlank();
    }
  }
}
