package dev.staircase.lab.trial;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a prompt out of a JSON object:
///
/// - `{"prompt": ..}`; so are the questions of Arena-Hard v2, with a `uid`
/// - `{"turns": [{"content": ..}], "question_id": ..}`, Arena-Hard v0.1; of one turn
/// - `{"instruction": ..}`, AlpacaEval
/// - `{"custom_id": .., "method": "POST", "url": "/v1/chat/completions", "body": {"messages":
///   ..}}`, an OpenAI batch; the body goes along but for who is asked and how the answer is told
final class PromptFields {
  private static final String CHAT = "/v1/chat/completions";
  private static final String CONTENT = "content";
  private static final List<String> IDS = List.of("uid", "question_id", "custom_id", "id");
  private static final List<String> OURS =
      List.of("model", "stream", "stream_options", "staircase");

  private PromptFields() {}

  /// @param otherwise its id, where it has none
  /// @throws TrialException where it is no prompt; names no place
  static Prompt read(JsonNode object, String otherwise) {
    String id =
        IDS.stream()
            .map(object::path)
            .filter(field -> field.isString() || field.isNumber())
            .map(JsonNode::asString)
            .findFirst()
            .orElse(otherwise);
    if (object.has("body")) {
      return batch(id, object);
    }
    if (object.has("turns")) {
      return Prompt.of(id, turn(object.get("turns")));
    }
    if (object.has("instruction")) {
      return Prompt.of(id, text("instruction", object.get("instruction")));
    }
    if (object.has("prompt")) {
      return Prompt.of(id, text("prompt", object.get("prompt")));
    }
    throw new TrialException(
        "expected an object with 'prompt', 'instruction', 'turns' or 'body', found "
            + shown(object));
  }

  private static String turn(JsonNode turns) {
    if (!turns.isArray() || turns.size() != 1) {
      throw new TrialException("'turns': expected a list of one turn, found " + shown(turns));
    }
    JsonNode turn = turns.get(0);
    return text("turns", turn.isObject() ? turn.path(CONTENT) : turn);
  }

  private static Prompt batch(String id, JsonNode object) {
    String url = object.path("url").asString("");
    if (!url.equals(CHAT)) {
      throw new TrialException("'url': expected %s, found '%s'".formatted(CHAT, url));
    }
    JsonNode messages = object.path("body").path("messages");
    if (!(object.get("body") instanceof ObjectNode body)
        || !messages.isArray()
        || messages.isEmpty()) {
      throw new TrialException(
          "'body': expected an object with 'messages', found " + shown(object.get("body")));
    }
    return new Prompt(id, lastWords(messages), body.deepCopy().without(OURS));
  }

  /// The text of the last message; its text parts, where it has several.
  private static String lastWords(JsonNode messages) {
    JsonNode content = messages.get(messages.size() - 1).path(CONTENT);
    StringBuilder words = new StringBuilder(content.asString(""));
    content.forEach(part -> words.append(part.path("text").asString("")));
    return words.toString();
  }

  private static String text(String field, JsonNode value) {
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new TrialException(
          "'%s': expected a text that is not empty, found %s".formatted(field, shown(value)));
    }
    return value.stringValue();
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
