package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.config.ServerSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is let in, and that whatever is set aside for an answer is settled once, however it ends.
class AccountsTest {
  private static final Books BOOKS = new Books();

  private static final String YAML =
      Rig.TRIO.replace(
              "usage: continuous",
              "usage: continuous\n    prices: { agg: { prompt: 1, completion: 2 } }")
          + """
            broken:
              topology: single
              aggregator: local/broken
              retries: 0
              limits: { resumes: 0 }
          server:
            pass-through: [local/agg, local/broken]
          """;

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        new Rig(
            Rig.paced("--model broken=agg", "--fault broken=die:20"),
            YAML,
            Rig.USUAL,
            ServerSettings.DEFAULT.bounded(Rig.MAX_BODY_BYTES, 8, 0),
            new Operations(BOOKS, BOOKS, null, null));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @AfterEach
  void everythingIsSettledOnce() throws InterruptedException {
    BOOKS.end();
    assertThat(rig.quiet()).isTrue();
    assertThat(BOOKS.open).isEmpty();
    assertThat(BOOKS.settled).noneMatch(settled -> settled.model().equals("settled twice"));
    BOOKS.settled.clear();
    BOOKS.ends.clear();
  }

  private static HttpResponse<String> send(String key, Chat chat) throws Exception {
    HttpRequest plain = rig.post(chat);
    return rig.send(
        HttpRequest.newBuilder(plain, (name, value) -> true)
            .header("Authorization", "Bearer " + key)
            .build());
  }

  @ParameterizedTest
  @CsvSource({
    "sk-none, solo, 401, invalid_api_key, refused chat.completions by nobody: 401 invalid_api_key",
    "sk-ada, trio, 403, model_not_allowed, refused chat.completions by ada: 403 model_not_allowed",
    "sk-ada, local/p1, 404, model_not_found, refused chat.completions by ada: 404 model_not_found",
    "sk-broke, solo, 429, insufficient_quota, refused chat.completions by broke: 429"
        + " insufficient_quota",
    "sk-broke, local/agg, 429, insufficient_quota, refused chat.completions by broke: 429"
        + " insufficient_quota",
  })
  void whoeverMayNotIsTold(String key, String model, int status, String code, String told)
      throws Exception {
    HttpResponse<String> refused = send(key, Chat.of(model));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(RefusalContractTest.error(refused).get("code").stringValue()).isEqualTo(code);
    assertThat(refused.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    assertThat(BOOKS.end()).isEqualTo(told);
    assertThat(BOOKS.settled).isEmpty();
  }

  @Test
  void bodyOfNobodyIsNotRead() throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send("POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\nContent-Length: 500\r\n\r\n{");
      assertThat(raw.readUntil("\r\n\r\n"))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("connection: close");
    }
  }

  @Test
  void anthropicsHeaderCarriesAKeyAsWell() throws Exception {
    HttpRequest plain = rig.post(Chat.of("solo"));
    HttpResponse<String> answer =
        rig.send(
            HttpRequest.newBuilder(plain, (name, value) -> true)
                .header("x-api-key", Books.ADA)
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "solo, true, answered solo by ada: 200",
    "solo, false, answered solo by ada: 200",
    "local/agg, true, passed local/agg by ada: 200",
    "local/agg, false, passed local/agg by ada: 200"
  })
  void completeAnswersAreSettledByTheUpstreamsCount(String model, boolean stream, String end)
      throws Exception {
    assertThat(send(Books.ADA, Chat.of(model).with("stream", stream)).statusCode()).isEqualTo(200);
    assertThat(BOOKS.end()).isEqualTo(end);
    assertThat(BOOKS.settled).hasSize(1);
    Books.Settled settled = BOOKS.settled.getFirst();
    assertThat(settled.model()).isEqualTo(model);
    assertThat(settled.used().completionTokens()).isEqualTo(200);
    assertThat(settled.used().promptTokens()).isPositive();
    assertThat(settled.usd())
        .isCloseTo((settled.used().promptTokens() + 2.0 * 200) / 1e6, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "broken, true, 200",
    "broken, false, 502",
    "local/broken, true, 200",
    "local/broken, false, 502"
  })
  void brokenAnswersAreSettledByWhatCame(String model, boolean stream, int status)
      throws Exception {
    HttpResponse<String> answer = send(Books.ADA, Chat.of(model).with("stream", stream));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(BOOKS.end()).contains(" by ada: " + status);
    assertThat(BOOKS.settled).hasSize(1);
    Usage used = BOOKS.settled.getFirst().used();
    assertThat(used.promptTokens()).isPositive();
    assertThat(used.completionTokens()).isLessThan(40);
    if (stream) {
      assertThat(used.completionTokens()).isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "solo, answered solo by ada: 200 left",
    "local/agg, passed local/agg by ada: 200 left"
  })
  void cutAnswersAreSettledByWhatCame(String model, String end) throws Exception {
    Chat chat = Chat.of(model).with("stream", true);
    String body = chat.json();
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(Books.ADA, body.length(), body));
      raw.readUntil("\"content\":");
      raw.leave();
    }
    assertThat(BOOKS.end()).isEqualTo(end);
    Usage used = BOOKS.settled.getFirst().used();
    assertThat(used.completionTokens()).isBetween(1L, 200L);
    assertThat(used.promptTokens()).isPositive();
  }

  @Test
  void modelsAreListedForWhoeverMayAskThem() throws Exception {
    HttpRequest.Builder list = HttpRequest.newBuilder(rig.url("/v1/models"));
    HttpResponse<String> nobody = rig.send(list.build());
    assertThat(nobody.statusCode()).isEqualTo(401);
    HttpResponse<String> ada =
        rig.send(list.header("Authorization", "Bearer " + Books.ADA).build());
    assertThat(
            Chat.read(ada.body()).path("data").valueStream().map(m -> m.path("id").stringValue()))
        .containsExactly("solo", "broken", "local/agg", "local/broken");
  }
}
