package dev.staircase.server;

import dev.staircase.server.api.Api;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import dev.staircase.server.api.Surface;
import dev.staircase.server.api.chat.ChatCompletions;
import dev.staircase.server.api.messages.AnthropicMessages;
import dev.staircase.server.api.responses.Responses;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Which requests there are, and who answers them.
final class Routes {
  private static final Api OTHER = Api.openAi("other");
  private static final Route NOWHERE = new Route(OTHER, Routes::nowhere);

  private final Reception reception;
  private final Answering answering;
  private final Passing passing;
  private final Map<String, Route> routes = new LinkedHashMap<>();

  /// Who answers, and in whose words errors are told.
  record Route(Api api, Consumer<Exchange> take) {}

  Routes(
      Reception reception,
      Answering answering,
      Passing passing,
      ModelList models,
      Insight insight,
      Page page,
      PageApi pageApi) {
    this.reception = reception;
    this.answering = answering;
    this.passing = passing;
    var chat = new ChatCompletions();
    routes.put("POST /v1/chat/completions", new Route(chat, exchange -> chat(exchange, chat)));
    var messages = new AnthropicMessages();
    answer("POST /v1/responses", new Responses());
    answer("POST /v1/messages", messages);
    routes.put("POST /v1/messages/", new Route(messages, Routes::nowhere));
    passOn("/completions");
    passOn("/embeddings");
    routes.put("GET /v1/models", new Route(Api.openAi("models"), models::all));
    routes.put("GET /v1/models/", new Route(Api.openAi("models"), models::one));
    routes.put("GET /health", new Route(OTHER, insight::health));
    routes.put("GET /ready", new Route(OTHER, insight::ready));
    routes.put("GET /metrics", new Route(Api.openAi("metrics"), insight::metrics));
    routes.put("GET /v1/staircase/traces/", new Route(Api.openAi("traces"), insight::trace));
    routes.put("GET /", new Route(OTHER, page::file));
    routes.put("HEAD /", new Route(OTHER, page::file));
    routes.put("GET /v1/staircase/page", new Route(Api.openAi("page"), pageApi::about));
    routes.put("POST /v1/staircase/facts", new Route(Api.openAi("facts"), pageApi::facts));
    routes.put("POST /v1/staircase/check", new Route(Api.openAi("check"), pageApi::check));
  }

  /// The route of a request: by its whole path, else by the folder that it is in.
  Route of(HttpServerRequest request) {
    String wanted = request.method() + " " + request.path();
    Route route = routes.get(wanted);
    for (int end = wanted.lastIndexOf('/'); route == null && end > 0; ) {
      route = routes.get(wanted.substring(0, end + 1));
      end = wanted.lastIndexOf('/', end - 1);
    }
    return route == null ? NOWHERE : route;
  }

  /// A request as it was read: a question, or one for a plain model.
  private record Read(ObjectNode body, Surface.@Nullable Question question) {}

  private void chat(Exchange exchange, Surface surface) {
    reception.take(
        exchange,
        body -> {
          ObjectNode json = Fields.object(body);
          return new Read(json, passing.isFor(json) ? null : surface.read(json));
        },
        (caller, read) ->
            read.question() == null
                ? passing.pass(exchange, caller, "/chat/completions", read.body())
                : answering.answer(exchange, caller, read.question()));
  }

  private void answer(String path, Surface surface) {
    routes.put(
        path,
        new Route(
            surface,
            exchange ->
                reception.take(
                    exchange,
                    body -> surface.read(Fields.object(body)),
                    (caller, question) -> answering.answer(exchange, caller, question))));
  }

  private void passOn(String endpoint) {
    routes.put(
        "POST /v1" + endpoint,
        new Route(
            Api.openAi(endpoint.substring(1)),
            exchange ->
                reception.take(
                    exchange,
                    Fields::object,
                    (caller, body) -> passing.pass(exchange, caller, endpoint, body))));
  }

  private static void nowhere(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    exchange.fail(ApiError.noSuchPath(request.method().name(), exchange.path()));
  }
}
