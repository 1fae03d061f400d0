package dev.staircase.server;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.Answer;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.config.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Serves virtual models over the OpenAI API: `POST /v1/chat/completions`, `GET /v1/models`, `GET
/// /health`.
///
/// A request is read, answered and written on the event loop of its connection.
public final class StaircaseServer {
  private static final Logger LOG = LoggerFactory.getLogger(StaircaseServer.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGE_BODY_BYTES = 64 * 1024;
  private static final int ID_BYTES = 12;

  private final Vertx vertx;
  private final Staircase staircase;
  private final ServerSettings settings;
  private final AtomicInteger answers = new AtomicInteger();
  private final HttpServer http;
  private final SecureRandom random = new SecureRandom();
  private final long created = System.currentTimeMillis() / 1_000;

  private StaircaseServer(Vertx vertx, Staircase staircase, ServerSettings settings) {
    this.vertx = vertx;
    this.staircase = staircase;
    this.settings = settings;
    this.http =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setTcpNoDelay(true)
                .setCompressionSupported(false)
                .setIdleTimeout(0));
    http.requestHandler(this::handle);
  }

  /// Starts to serve; fails when the address can't be had.
  public static Future<StaircaseServer> start(
      Vertx vertx, Staircase staircase, ServerSettings settings) {
    StaircaseServer server = new StaircaseServer(vertx, staircase, settings);
    return server.http.listen(settings.port(), settings.host()).map(listening -> server);
  }

  /// The port that is listened on.
  public int port() {
    return http.actualPort();
  }

  /// Stops listening and closes every connection.
  public Future<Void> close() {
    return http.close();
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String id = newId();
    response.putHeader("x-request-id", id);
    response.exceptionHandler(gone -> {});
    try {
      route(request, response, id);
    } catch (RuntimeException e) {
      fail(response, id, e);
    }
  }

  private void route(HttpServerRequest request, HttpServerResponse response, String id) {
    String route = request.method() + " " + request.path();
    switch (route) {
      case "POST /v1/chat/completions" -> chat(request, response, id);
      case "GET /v1/models" -> HttpReplies.json(response, 200, models());
      case "GET /health" -> HttpReplies.json(response, 200, "{\"status\":\"ok\"}");
      default -> {
        if (request.method().equals(HttpMethod.POST)) {
          response.putHeader("Connection", "close");
        }
        HttpReplies.error(response, ApiError.noSuchPath(request.method().name(), request.uri()));
      }
    }
  }

  private void chat(HttpServerRequest request, HttpServerResponse response, String id) {
    Body.read(request, settings.maxBodyBytes())
        .compose(body ->
            body.length <= LARGE_BODY_BYTES
                ? Future.succeededFuture(ChatRequests.read(body))
                : vertx.executeBlocking(() -> ChatRequests.read(body), false))
        .compose(chat -> staircase.plan(ask(chat)).map(plan -> answer(chat, plan, response, id)))
        .onFailure(e -> fail(response, id, e));
  }

  private static Ask ask(ChatRequest chat) {
    return new Ask(
        chat.model(), chat.conversation(), chat.sampling(), chat.maxTokens(), chat.overrides());
  }

  private Answer answer(ChatRequest chat, Plan plan, HttpServerResponse response, String id) {
    if (answers.incrementAndGet() > settings.maxAnswers()) {
      answers.decrementAndGet();
      throw ApiError.overloaded(settings.maxAnswers()).exception();
    }
    Tally tally = new Tally(plan);
    Reply reply = new Reply(id, chat.model(), System.currentTimeMillis() / 1_000, chat.usage());
    AnswerListener listener =
        chat.stream()
            ? new StreamedReply(vertx, response, reply, tally, chat.usage(), settings.keepAliveMs())
            : new WholeReply(response, reply, tally);
    Answer answer = staircase.answer(plan, new Counted(listener, answers), tally);
    response.closeHandler(gone -> answer.cancel());
    if (response.closed()) {
      answer.cancel();
    }
    return answer;
  }

  /// Counts an answer out when it is over.
  private record Counted(AnswerListener listener, AtomicInteger underWay)
      implements AnswerListener {
    @Override
    public void text(String text) {
      listener.text(text);
    }

    @Override
    public void done(Outcome outcome) {
      underWay.decrementAndGet();
      listener.done(outcome);
    }
  }

  private void fail(HttpServerResponse response, String id, Throwable e) {
    ApiError error =
        switch (e) {
          case ApiException told -> told.error();
          case AskException.NoSuchModel none ->
              ApiError.noSuchModel(none.model(), staircase.models());
          case AskException.Wrong wrong ->
              ApiError.badRequest(wrong.field(), String.valueOf(wrong.getMessage()));
          default -> {
            LOG.error("request {} failed", id, e);
            yield ApiError.internal();
          }
        };
    if (error.status() == 413) {
      response.putHeader("Connection", "close");
    }
    if (error.status() == 503) {
      response.putHeader("Retry-After", "1");
    }
    HttpReplies.error(response, error);
  }

  private String models() {
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : staircase.models()) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", created)
          .put("owned_by", "staircase");
    }
    return JSON.writeValueAsString(list);
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
