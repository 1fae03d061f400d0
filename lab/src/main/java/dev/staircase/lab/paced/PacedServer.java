package dev.staircase.lab.paced;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The HTTP server of the paced models; all of it runs on one event loop.
final class PacedServer extends VerticleBase {
  private static final int MOST_BODY_BYTES = 8 << 20;
  private static final String CHAT = "/v1/chat/completions";
  private static final String RAW = "/v1/completions";

  private final PacedOptions options;
  private final PacedStats stats;
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private volatile int port;
  private long answers;

  PacedServer(PacedOptions options, PacedStats stats) {
    this.options = options;
    this.stats = stats;
    for (var model : options.models()) {
      desks.put(model.name(), new Desk(model, options.seed()));
    }
  }

  /// The port listened on, once started.
  int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .connectionHandler(connection -> connection.exceptionHandler(broken -> {}))
        .requestHandler(this::handle)
        .listen(options.port(), options.host())
        .onSuccess((HttpServer server) -> port = server.actualPort());
  }

  private void handle(HttpServerRequest request) {
    long arrivedNanos = System.nanoTime();
    answers++;
    request.response().putHeader("x-request-id", "paced-" + answers);
    var path = request.path();
    var call = request.method() + " " + path;
    switch (call) {
      case "GET /health" -> json(request, 200, "{\"status\":\"ok\"}");
      case "GET /v1/models" -> json(request, 200, ModelList.json(options));
      case "POST " + CHAT -> receive(request, CHAT, arrivedNanos);
      case "POST " + RAW -> receive(request, RAW, arrivedNanos);
      default ->
          refuse(
              request,
              Refusal.notFound(
                  "expected POST %s, POST %s, GET /v1/models or GET /health, found %s"
                      .formatted(CHAT, RAW, call)));
    }
  }

  private void receive(HttpServerRequest request, String path, long arrivedNanos) {
    var body = Buffer.buffer();
    request.exceptionHandler(broken -> {});
    request.handler(part -> {
      if (body.length() + part.length() <= MOST_BODY_BYTES) {
        body.appendBuffer(part);
      } else if (!request.response().ended()) {
        request.response().putHeader("connection", "close");
        refuse(
            request,
            Refusal.status(
                413, "the body may have up to %d bytes, found more".formatted(MOST_BODY_BYTES)));
      }
    });
    request.endHandler(end -> {
      if (!request.response().ended()) {
        answer(request, path, arrivedNanos, body.toString());
      }
    });
  }

  private void answer(HttpServerRequest request, String path, long arrivedNanos, String body) {
    stats.receive(path, body);
    try {
      exchange(request, RequestReader.read(body, path.equals(RAW)), arrivedNanos).begin();
    } catch (Refusal refusal) {
      refuse(request, refusal);
    } catch (RuntimeException e) {
      refuse(request, Refusal.status(500, "the paced server failed at this request: " + e));
      throw e;
    }
  }

  private Exchange exchange(HttpServerRequest request, ChatRequest asked, long arrivedNanos) {
    var desk = desks.get(asked.model());
    if (desk == null) {
      throw Refusal.unknownModel(
          "expected a model (%s), found '%s'"
              .formatted(String.join(", ", desks.keySet()), asked.model()));
    }
    stats.call(asked.model());
    var faults = desk.faults(faultsAsked(request, asked));
    for (var fault : faults) {
      if (fault instanceof Fault.Refuse(int status, long retryAfterS)) {
        if (retryAfterS > 0) {
          request.response().putHeader("retry-after", Long.toString(retryAfterS));
        }
        throw Refusal.status(status, "the paced model refused this request, as it was told");
      }
    }
    var turn = desk.model().prefixStyle().turn(asked);
    var text = desk.model().writing().next(turn.conversation(), asked.seed());
    var frames =
        new Frames(
            asked.raw(),
            (asked.raw() ? "cmpl-paced-" : "chatcmpl-paced-") + answers,
            System.currentTimeMillis() / 1_000,
            asked.model(),
            asked.counting());
    var reply =
        asked.stream()
            ? new Reply.Stream(request.response(), frames, turn.echo())
            : new Reply.Whole(request.response(), frames, turn.echo());
    return new Exchange(
        vertx,
        request,
        arrivedNanos,
        desk,
        stats,
        Tokens.split(asked.raw() ? asked.prompt() : turn.rendered()),
        Answer.of(text, asked.maxTokens(), asked.stop()),
        reply,
        faults,
        asked.seed() == null ? 0 : asked.seed());
  }

  private static List<Fault.Drawn> faultsAsked(HttpServerRequest request, ChatRequest asked) {
    var header = request.getHeader("x-paced-fault");
    try {
      return Fault.parse(header == null ? asked.fault() : header);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          header == null ? "paced_fault" : "x-paced-fault", String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(HttpServerRequest request, Refusal refusal) {
    json(request, refusal.status(), refusal.json());
  }

  private static void json(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body);
  }
}
