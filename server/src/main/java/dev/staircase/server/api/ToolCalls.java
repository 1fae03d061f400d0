package dev.staircase.server.api;

import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the calls of tools of a streamed answer together, as one that is not streamed tells them:
/// deltas of the same index are one call, what is handed to the tool comes in pieces, and of
/// anything else the last that is told holds.
final class ToolCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TreeMap<Integer, ObjectNode> calls = new TreeMap<>();

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /// Takes the `tool_calls` of a delta.
  void add(String json) {
    JsonNode deltas = JSON.readTree(json);
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i) instanceof ObjectNode delta) {
        add(delta.path("index").asInt(i), delta);
      }
    }
  }

  /// Takes a piece of the call of an index.
  void add(int index, ObjectNode delta) {
    merge(calls.computeIfAbsent(index, fresh -> JSON.createObjectNode()), delta);
  }

  /// The whole calls, in the order of their index, which is left out.
  ArrayNode whole() {
    ArrayNode whole = JSON.createArrayNode();
    calls.values().forEach(call -> whole.add(call.deepCopy().without("index")));
    return whole;
  }

  private static void merge(ObjectNode call, ObjectNode delta) {
    for (var field : delta.properties()) {
      String name = field.getKey();
      JsonNode more = field.getValue();
      JsonNode seen = call.path(name);
      boolean inPieces = name.equals("arguments") || name.equals("input");
      if (seen instanceof ObjectNode inner && more instanceof ObjectNode moreOfIt) {
        merge(inner, moreOfIt);
      } else if (inPieces && seen.isString() && more.isString()) {
        call.put(name, seen.stringValue() + more.stringValue());
      } else if (seen.isMissingNode() || !isNothing(more)) {
        call.set(name, more);
      }
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || (node.isString() && node.stringValue().isEmpty());
  }
}
