package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import tools.jackson.databind.node.ObjectNode;

/// What is asked.
///
/// @param id what the file calls it, else its line
/// @param text what the user says last
/// @param body the fields of a chat completion's request that the file gives: `messages`, and
///   whatever else but who is asked and how the answer is told
public record Prompt(String id, String text, ObjectNode body) {

  /// A question alone.
  public static Prompt of(String id, String text) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    return new Prompt(id, text, body);
  }
}
