package dev.staircase.server.watch;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.client.TraceContext;
import dev.staircase.runtime.config.Config;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A trio on the wire: an upstream that answers by a script and remembers its requests, and answers
/// that watchers look on at.
public final class Live implements AutoCloseable {
  public static final String KEY = "sk-upstream-key-of-the-test";

  private static final long PATIENCE_S = 30;
  private static final String YAML =
      """
      upstreams:
        local:
          base-url: ${URL}
          api-key: ${KEY}
          continuation: trailing-assistant
      models:
        trio:
          topology: mixture-of-agents
          proposers: ["local/p1", "local/p2", "local/p3"]
          aggregator: local/agg
          retries: { most: 0 }
      """;

  /// What the upstream was asked.
  ///
  /// @param headers by their names in small letters
  public record Request(String model, Map<String, String> headers, String body) {
    /// A header's value; "" without one.
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  public final Vertx vertx = Vertx.vertx();
  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Staircase staircase;
  private final UnaryOperator<String> script;

  /// @param script from a model's name to what it says; what begins with `!` is an error of status
  ///   500 with the rest as its body
  public Live(UnaryOperator<String> script) throws Exception {
    this.script = script;
    HttpServer http =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .await(PATIENCE_S, TimeUnit.SECONDS);
    String url = "http://127.0.0.1:" + http.actualPort() + "/v1";
    staircase =
        Staircase.start(vertx, Config.parse(YAML, "test.yaml", Map.of("URL", url, "KEY", KEY)));
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          String model = JsonMapper.shared().readTree(body.getBytes()).path("model").stringValue();
          Map<String, String> headers = new TreeMap<>();
          request
              .headers()
              .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
          requests.add(new Request(model, headers, body.toString()));
          String says = script.apply(model);
          if (says.startsWith("!")) {
            request.response().setStatusCode(500).end(says.substring(1));
            return;
          }
          StringBuilder events = new StringBuilder();
          for (String word : says.splitWithDelimiters("(?<= )", 0)) {
            events.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":");
            events.append(JsonMapper.shared().writeValueAsString(word)).append("}}]}\n\n");
          }
          events.append(
              "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                  + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,"
                  + "\"prompt_tokens_details\":{\"cached_tokens\":3}}}\n\ndata: [DONE]\n\n");
          request.response().putHeader("Content-Type", "text/event-stream").end(events.toString());
        });
  }

  /// Answers to the end.
  public Outcome ask(Watcher watcher, String question, @Nullable String traceparent)
      throws Exception {
    Promise<Outcome> over = Promise.promise();
    staircase
        .plan(Ask.of("trio", question))
        .onFailure(over::fail)
        .onSuccess(plan -> vertx.runOnContext(v -> begin(watcher, plan, traceparent, over)));
    return over.future().await(PATIENCE_S, TimeUnit.SECONDS);
  }

  private void begin(
      Watcher watcher, Plan plan, @Nullable String traceparent, Promise<Outcome> over) {
    TraceContext trace = TraceContext.of(traceparent, "vendor=1");
    Watch watch =
        watcher.begin(new Begun("req-1", "chat.completions", "trio", Play.ANN, true, plan, trace));
    Tally tally = new Tally(plan);
    AnswerListener listener =
        new AnswerListener() {
          @Override
          public void text(String text) {}

          @Override
          public void done(Outcome outcome) {
            watch.over(200, false, tally);
            over.complete(outcome);
          }
        };
    staircase.answer(plan, listener, watch, tally);
  }

  @Override
  public void close() throws TimeoutException {
    staircase.close();
    vertx.close().await(PATIENCE_S, TimeUnit.SECONDS);
  }
}
