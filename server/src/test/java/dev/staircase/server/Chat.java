package dev.staircase.server;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The body of a request for an answer.
///
/// @param body not to be changed
record Chat(ObjectNode body) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  static Chat of(String model) {
    return of(model, "Why?");
  }

  static Chat of(String model, String question) {
    ObjectNode body = JSON.createObjectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return new Chat(body);
  }

  /// With a field more or another; null takes it out.
  Chat with(String field, Object value) {
    ObjectNode copy = body.deepCopy();
    copy.set(field, JSON.valueToTree(value));
    return new Chat(copy);
  }

  /// With a field whose value is written as JSON.
  Chat withJson(String field, String json) {
    return with(field, JSON.readTree(json));
  }

  /// The JSON with a field more whose value is written as it is, be it JSON or not.
  String withRaw(String field, String value) {
    String json = json();
    return json.substring(0, json.length() - 1) + ",\"%s\":%s}".formatted(field, value);
  }

  Chat usage() {
    return withJson("stream_options", "{\"include_usage\": true}");
  }

  Chat mode(String mode) {
    return withJson("staircase", "{\"mode\": \"" + mode + "\"}");
  }

  String json() {
    return JSON.writeValueAsString(body);
  }

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }
}
