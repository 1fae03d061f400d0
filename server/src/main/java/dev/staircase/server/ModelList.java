package dev.staircase.server;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.gate.Caller;
import io.vertx.core.Future;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/models` and `GET /v1/models/{id}`: the models that a caller may ask.
final class ModelList {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MS_PER_S = 1_000;
  private static final String PATH = "/v1/models/";

  private final Reception reception;
  private final InService service;
  private final long createdS = System.currentTimeMillis() / MS_PER_S;

  ModelList(Reception reception, InService service) {
    this.reception = reception;
    this.service = service;
  }

  void all(Exchange exchange) {
    reception.known(
        exchange,
        caller -> {
          ObjectNode list = JSON.createObjectNode().put("object", "list");
          ArrayNode data = list.putArray("data");
          of(caller).forEach(model -> data.add(json(model)));
          exchange.reply(200, list.toString());
          return Future.succeededFuture();
        });
  }

  void one(Exchange exchange) {
    reception.known(
        exchange,
        caller -> {
          String written = exchange.path().substring(PATH.length());
          String model = URLDecoder.decode(written, StandardCharsets.UTF_8);
          boolean plain = service.staircase().config().server().passes(model);
          if (!of(caller).contains(model) && !(plain && caller.mayAsk(model))) {
            throw ApiError.noSuchModel(model, of(caller)).exception();
          }
          exchange.reply(200, json(model).toString());
          return Future.succeededFuture();
        });
  }

  /// Those that can be listed: virtual ones, and plain ones that the configuration names.
  private List<String> of(Caller caller) {
    return Stream.concat(
            service.staircase().models().stream(),
            service.staircase().config().server().passThrough().stream()
                .filter(model -> !model.endsWith("/*")))
        .filter(caller::mayAsk)
        .toList();
  }

  private ObjectNode json(String model) {
    return JSON.createObjectNode()
        .put("id", model)
        .put("object", "model")
        .put("created", createdS)
        .put("owned_by", "staircase");
  }
}
