package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.runtime.config.TraceSettings;
import dev.staircase.runtime.trace.Replay;
import dev.staircase.runtime.trace.TraceReader;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import dev.staircase.server.watch.Watcher;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers may see of the server: each their own traces, and the metrics if they are admins.
class InsightTest {
  private static final Books BOOKS = new Books();

  private static Telemetry telemetry;
  private static KeptTraces traces;
  private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    telemetry = Telemetry.start(TelemetrySettings.DEFAULT);
    traces = KeptTraces.start(TraceSettings.DEFAULT, InstantSource.system());
    Watcher all = Watcher.all(List.of(telemetry, traces, BOOKS));
    rig =
        new Rig(
            Rig.paced(),
            Rig.TRIO,
            Rig.USUAL,
            ServerSettings.DEFAULT.bounded(Rig.MAX_BODY_BYTES, Rig.MAX_ANSWERS, 0),
            new Operations(BOOKS, all, telemetry, traces));
  }

  @AfterAll
  static void stop() {
    rig.close();
    traces.close();
    telemetry.close();
  }

  private static HttpResponse<String> get(String path, String key) throws Exception {
    return rig.send(
        HttpRequest.newBuilder(rig.url(path)).header("Authorization", "Bearer " + key).build());
  }

  /// The id of an answer to Ada that is over.
  private static String answered() throws Exception {
    BOOKS.ends.clear();
    HttpRequest plain = rig.post(Chat.of("solo"));
    HttpResponse<String> answer =
        rig.send(
            HttpRequest.newBuilder(plain, (name, value) -> true)
                .header("Authorization", "Bearer " + Books.ADA)
                .build());
    BOOKS.end();
    return Chat.read(answer.body()).at("/staircase/trace_id").stringValue();
  }

  @Test
  void traceIsReadByItsOwnerAndByAdminsAndReplays() throws Exception {
    String id = answered();
    for (String key : List.of(Books.ADA, Books.ADMIN)) {
      HttpResponse<String> trace = get("/v1/staircase/traces/" + id, key);
      assertThat(trace.statusCode()).as(trace.body()).isEqualTo(200);
      assertThat(Replay.run(TraceReader.read(id, trace.body().lines().toList())).same()).isTrue();
    }
  }

  @Test
  void othersAreToldWhatTheyWouldBeToldOfNone() throws Exception {
    HttpResponse<String> others = get("/v1/staircase/traces/" + answered(), Books.EVE);
    HttpResponse<String> none = get("/v1/staircase/traces/000000000000000000000000", Books.EVE);
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body()).isEqualTo(none.body());
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, sk-none, 401",
    "/metrics, sk-ada, 403",
    "/metrics, sk-admin, 200",
    "/v1/staircase/traces/x, sk-none, 401",
    "/v1/models, sk-none, 401",
    "/health, sk-none, 200",
    "/ready, sk-none, 200"
  })
  void eachPathHasItsReaders(String path, String key, int status) throws Exception {
    assertThat(get(path, key).statusCode()).isEqualTo(status);
  }

  @Test
  void metricsTellOfAnswersAndOfNoPrompt() throws Exception {
    answered();
    String text = get("/metrics", Books.ADMIN).body();
    assertThat(text)
        .contains("gen_ai_server_time_to_first_token_seconds_count", "staircase_steps")
        .doesNotContain("Why?")
        .doesNotContain("sk-");
  }
}
