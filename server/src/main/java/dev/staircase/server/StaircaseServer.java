package dev.staircase.server;

import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.Answer;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.client.Trail;
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
import org.jspecify.annotations.Nullable;
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

  /// Left to itself, the kernel keeps megabytes for each client that does not read.
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final Vertx vertx;
  private final Staircase staircase;
  private final ServerSettings settings;
  private final StreamTiming timing;
  private final AtomicInteger answers = new AtomicInteger();
  private final HttpServer http;
  private final IdleConnections idle;
  private final SecureRandom random = new SecureRandom();
  private final long created = System.currentTimeMillis() / 1_000;

  private StaircaseServer(
      Vertx vertx, Staircase staircase, ServerSettings settings, StreamTiming timing) {
    this.vertx = vertx;
    this.staircase = staircase;
    this.settings = settings;
    this.timing = timing;
    this.http =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setTcpNoDelay(true)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setIdleTimeout(0));
    this.idle = new IdleConnections(vertx, timing.requestMs());
    http.connectionHandler(idle::opened);
    http.requestHandler(this::handle);
  }

  /// Starts to serve; fails when the address can't be had.
  public static Future<StaircaseServer> start(
      Vertx vertx, Staircase staircase, ServerSettings settings) {
    return start(vertx, staircase, settings, StreamTiming.of(settings.keepAliveMs()));
  }

  static Future<StaircaseServer> start(
      Vertx vertx, Staircase staircase, ServerSettings settings, StreamTiming timing) {
    StaircaseServer server = new StaircaseServer(vertx, staircase, settings, timing);
    return server.http.listen(settings.port(), settings.host()).map(listening -> server);
  }

  /// The port that is listened on.
  public int port() {
    return http.actualPort();
  }

  /// How many answers have a place.
  public int underWay() {
    return answers.get();
  }

  /// How many connections clients have.
  public int connections() {
    return idle.connections();
  }

  /// Stops listening and closes every connection.
  public Future<Void> close() {
    return http.close();
  }

  private void handle(HttpServerRequest request) {
    if (!idle.asked(request)) {
      return;
    }
    HttpServerResponse response = request.response();
    String id = newId();
    response.putHeader("x-request-id", id);
    response.exceptionHandler(gone -> {});
    try {
      Body.checkFraming(request);
      route(request, response, id);
    } catch (RuntimeException e) {
      fail(request, id, e);
    }
  }

  private void route(HttpServerRequest request, HttpServerResponse response, String id) {
    String route = request.method() + " " + request.path();
    switch (route) {
      case "POST /v1/chat/completions" -> chat(request, response, id);
      case "GET /v1/models" -> HttpReplies.json(response, 200, models());
      case "GET /health" -> HttpReplies.json(response, 200, "{\"status\":\"ok\"}");
      default -> {
        ApiError error = ApiError.noSuchPath(request.method().name(), request.uri());
        if (request.isEnded() || request.method().equals(HttpMethod.GET)) {
          HttpReplies.error(response, error);
        } else {
          HttpReplies.errorAndClose(vertx, request, error);
        }
      }
    }
  }

  private void chat(HttpServerRequest request, HttpServerResponse response, String id) {
    Body.read(vertx, request, settings.maxBodyBytes(), timing.requestMs())
        .compose(body ->
            body.length <= LARGE_BODY_BYTES
                ? Future.succeededFuture(ChatRequests.read(body))
                : vertx.executeBlocking(() -> ChatRequests.read(body), false))
        .compose(chat -> {
          Ask ask = ask(chat, trail(request));
          return staircase.plan(ask).map(plan -> answer(chat, ask, plan, response, id));
        })
        .onFailure(e -> fail(request, id, e));
  }

  private static Trail trail(HttpServerRequest request) {
    String header = String.join(",", request.headers().getAll(Trail.HEADER));
    try {
      return Trail.parse(header);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(null, "the header " + e.getMessage()).exception();
    }
  }

  private static Ask ask(ChatRequest chat, Trail trail) {
    return new Ask(
        chat.model(),
        chat.conversation(),
        chat.sampling(),
        chat.maxTokens(),
        chat.overrides(),
        trail);
  }

  /// Begins an answer, which has a place among those under way until its response is done with.
  ///
  /// @return whether it was begun; it is not when the client has left meanwhile
  private boolean answer(
      ChatRequest chat, Ask ask, Plan plan, HttpServerResponse response, String id) {
    if (response.closed()) {
      return false;
    }
    if (answers.incrementAndGet() > settings.maxAnswers()) {
      answers.decrementAndGet();
      throw ApiError.overloaded(settings.maxAnswers()).exception();
    }
    Place place = new Place();
    response.endHandler(written -> place.leave());
    Tally tally = new Tally(plan);
    Reply reply = new Reply(id, chat.model(), System.currentTimeMillis() / 1_000, chat.usage());
    AnswerListener listener =
        chat.stream()
            ? new StreamedReply(vertx, response, reply, tally, chat.usage(), timing, place::abandon)
            : new WholeReply(response, reply, tally);
    place.answer = staircase.answer(ask, plan, listener, tally);
    response.closeHandler(gone -> place.abandon());
    return true;
  }

  /// A place among the answers under way; given back once, be it written or abandoned.
  private final class Place {
    private boolean taken = true;
    private @Nullable Answer answer;

    void leave() {
      if (taken) {
        taken = false;
        answers.decrementAndGet();
      }
    }

    /// Nobody wants the answer any more.
    void abandon() {
      leave();
      if (answer != null) {
        answer.cancel();
      }
    }
  }

  private void fail(HttpServerRequest request, String id, Throwable e) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    ApiError error =
        switch (e) {
          case ApiException told -> told.error();
          case AskException.NoSuchModel none ->
              ApiError.noSuchModel(none.model(), staircase.models());
          case AskException.Loop loop -> ApiError.loop(String.valueOf(loop.getMessage()));
          case AskException.Wrong wrong ->
              ApiError.badRequest(wrong.field(), String.valueOf(wrong.getMessage()));
          default -> {
            LOG.error("request {} failed", id, e);
            yield ApiError.internal();
          }
        };
    if (error.status() == 413 || error.status() == 408 || error.status() == 501) {
      HttpReplies.errorAndClose(vertx, request, error);
    } else {
      HttpReplies.error(response, error);
    }
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
