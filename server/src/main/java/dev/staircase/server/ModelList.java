package dev.staircase.server;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/models`: the models that can be asked.
final class ModelList {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MS_PER_S = 1_000;

  private final InService service;
  private final long createdS = System.currentTimeMillis() / MS_PER_S;

  ModelList(InService service) {
    this.service = service;
  }

  /// The JSON of all of them.
  String all() {
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    service.staircase().models().forEach(model -> data.add(one(model)));
    return JSON.writeValueAsString(list);
  }

  private ObjectNode one(String model) {
    return JSON.createObjectNode()
        .put("id", model)
        .put("object", "model")
        .put("created", createdS)
        .put("owned_by", "staircase");
  }
}
