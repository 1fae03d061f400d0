package dev.staircase.cli;

import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.race.Lane;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Map;

/// Answers a question a few times with built-in models that need no time, so that what comes
/// afterwards is streaming and not a JVM that loads its classes. Asks nobody else anything.
final class WarmUp {
  private static final int ROUNDS = 3;
  private static final String QUESTION = "Why is the sky blue?";
  private static final String REQUEST =
      """
      {"model": "trio", "stream": true, "messages": [{"role": "user", "content": "%s"}]}\
      """
          .formatted(QUESTION);

  private WarmUp() {}

  /// For answers that are written in this process.
  static void answers(Vertx vertx) throws IOException, InterruptedException {
    Session session = instant(vertx);
    for (int i = 0; i < ROUNDS; i++) {
      RaceRun race =
          new RaceRun(
              QUESTION,
              session.model(null),
              Map.of(Lane.SERIAL, session, Lane.STAIRCASE, session),
              mode -> new QuestionOptions().ask(session.model(null), mode, QUESTION));
      race.run(false, new QuietRace());
    }
    session.close();
  }

  /// For answers that are served.
  static void server(Vertx vertx) throws IOException, InterruptedException {
    Session session = instant(vertx);
    ServerSettings usual = ServerSettings.DEFAULT;
    StaircaseServer server =
        Waiting.on(StaircaseServer.start(vertx, session.staircase(), usual.at(usual.host(), 0)));
    HttpClient client = vertx.createHttpClient();
    for (int i = 0; i < ROUNDS; i++) {
      Waiting.on(ask(client, server.port()));
    }
    Waiting.on(client.close());
    Waiting.on(server.close());
    session.close();
  }

  private static Future<Void> ask(HttpClient client, int port) {
    return client
        .request(HttpMethod.POST, port, ServerSettings.DEFAULT.host(), "/v1/chat/completions")
        .compose(request -> request.send(REQUEST))
        .compose(HttpClientResponse::body)
        .mapEmpty();
  }

  private static Session instant(Vertx vertx) throws IOException, InterruptedException {
    return Session.builtIn(
        vertx,
        PacedOptions.defaults().withPort(0).with("pace", "*.ttft=0").with("pace", "*.itl=0"));
  }
}
