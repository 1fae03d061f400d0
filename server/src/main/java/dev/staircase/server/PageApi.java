package dev.staircase.server;

import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import dev.staircase.server.page.ConfigCheck;
import dev.staircase.server.page.Scorer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the page asks besides answers, for whoever may ask those: any key that is known will do,
/// since nothing here tells of other callers. No page of another site may ask.
final class PageApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_BODY_BYTES = 32 * 1024;
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Vertx vertx;
  private final Reception reception;
  private final InService service;
  private final Operations operations;
  private final ServerSettings settings;

  PageApi(
      Vertx vertx,
      Reception reception,
      InService service,
      Operations operations,
      ServerSettings settings) {
    this.vertx = vertx;
    this.reception = reception;
    this.service = service;
    this.operations = operations;
    this.settings = settings;
  }

  /// `GET /v1/staircase/page`: the server and the models that the caller may ask.
  void about(Exchange exchange) {
    admit(exchange);
    reception.known(
        exchange,
        caller -> {
          boolean metrics = operations.telemetry() != null && settings.telemetry().prometheus();
          JsonNode about =
              operations
                  .page()
                  .json(service.staircase().config(), caller, metrics, operations.traces() != null);
          exchange.reply(200, about.toString());
          return Future.succeededFuture();
        });
  }

  /// `POST /v1/staircase/facts`: what an answer of the built-in models holds of what they know.
  void facts(Exchange exchange) {
    asked(
        exchange,
        body ->
            JSON.valueToTree(scorer().of(Fields.text(body, "question"), string(body, "answer"))));
  }

  /// `POST /v1/staircase/check`: what is wrong with a configuration.
  void check(Exchange exchange) {
    asked(exchange, body -> ConfigCheck.of(string(body, "yaml")));
  }

  /// Answers a question that takes a while, on another thread; one at a time for each event loop,
  /// so that many of them hold up nobody else.
  private void asked(Exchange exchange, Function<JsonNode, JsonNode> answer) {
    admit(exchange);
    checkType(exchange.request().getHeader("Content-Type"));
    reception.take(
        exchange,
        Math.min(MOST_BODY_BYTES, settings.maxBodyBytes()),
        Fields::object,
        (caller, body) -> {
          Callable<JsonNode> work = () -> answer.apply(body);
          return vertx
              .executeBlocking(work, true)
              .onSuccess(json -> exchange.reply(200, json.toString()));
        });
  }

  private Scorer scorer() {
    Scorer scorer = operations.page().scorer();
    if (scorer == null) {
      throw ApiError.noFacts().exception();
    }
    return scorer;
  }

  /// Where there is a page, and no page of another site asks.
  private void admit(Exchange exchange) {
    if (!settings.page()) {
      throw ApiError.switchedOff(exchange.path(), "server.page").exception();
    }
    Page.secured(exchange.response());
    String site = exchange.request().getHeader("Sec-Fetch-Site");
    if (site != null && !OWN_SITES.contains(site)) {
      throw ApiError.crossSite(site).exception();
    }
  }

  /// A page of another site can send JSON only where it was allowed to before, and nobody is.
  private static void checkType(@Nullable String type) {
    String kind = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!kind.equals("application/json")) {
      throw ApiError.notJson(type == null ? "none" : type).exception();
    }
  }

  private static String string(JsonNode body, String field) {
    JsonNode text = body.path(field);
    if (!text.isString()) {
      throw Fields.wrong(field, "a string", Fields.kind(text));
    }
    return text.stringValue();
  }
}
