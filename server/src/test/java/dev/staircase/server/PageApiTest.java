package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.page.PageAbout;
import dev.staircase.server.page.Scorer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the page asks besides answers.
class PageApiTest {
  private static final String ABOUT = "/v1/staircase/page";
  private static final String FACTS = "/v1/staircase/facts";
  private static final String CHECK = "/v1/staircase/check";

  private static Rig open;
  private static Rig keyed;

  @BeforeAll
  static void start() {
    Scorer scorer = (question, answer) -> new Scorer.Score(question, answer.length(), 4, 3, 2, 1);
    Books books = new Books();
    open =
        rig(
            new Operations(
                Operations.NONE.gate(), books, null, null, new PageAbout("1.2", scorer)));
    keyed = rig(new Operations(books, books, null, null));
  }

  @AfterAll
  static void stop() {
    open.close();
    keyed.close();
  }

  private static Rig rig(Operations operations) {
    String paced =
        Rig.TRIO
            + """
              own:
                topology: chain
                agents: [local/p1, local/agg]
                mode: serial
                layout: appended
                pace: { lead: 0.5 }
              quick:
                proposers: [local/p1, local/p2]
                aggregator: local/agg
                pace: eager
            """;
    var settings = ServerSettings.DEFAULT.bounded(1 << 20, Rig.MAX_ANSWERS, 0);
    return new Rig(Rig.paced(), paced, Rig.USUAL, settings, operations);
  }

  private static HttpResponse<String> post(String path, JsonNode body) throws Exception {
    return open.send(open.post(path, body.toString()));
  }

  private static JsonNode check(String yaml) throws Exception {
    HttpResponse<String> reply = post(CHECK, Chat.JSON.createObjectNode().put("yaml", yaml));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Chat.read(reply.body());
  }

  @Test
  void theServerAndItsModelsAreTold() throws Exception {
    JsonNode about = Chat.read(open.get(ABOUT).body());
    assertThat(about.propertyNames())
        .containsExactly("version", "built_in", "metrics", "traces", "models");
    assertThat(about.get("version").stringValue()).isEqualTo("1.2");
    assertThat(about.get("built_in").booleanValue()).isTrue();
    assertThat(about.get("traces").booleanValue()).isFalse();
    assertThat(about.get("models").get(1).toString())
        .isEqualTo(
            """
            {"name":"solo","topology":"single","mode":"single","layout":"grouped",\
            "pace":"balanced","agents":[{"name":"aggregator","model":"local/agg","reads":[]}]}\
            """);
    JsonNode own = about.get("models").get(2);
    assertThat(own.has("pace")).isFalse();
    assertThat(own.get("topology").stringValue()).isEqualTo("chain");
    assertThat(own.get("mode").stringValue()).isEqualTo("serial");
    assertThat(own.get("layout").stringValue()).isEqualTo("appended");
    assertThat(own.at("/agents/1/reads/0")).isEqualTo(own.at("/agents/0/name"));
    JsonNode quick = about.get("models").get(3);
    assertThat(quick.get("pace").stringValue()).isEqualTo("eager");
    assertThat(quick.get("topology").stringValue()).isEqualTo("mixture-of-agents");
    assertThat(quick.at("/agents/2/reads").toString()).isEqualTo("[\"p1\",\"p2\"]");
  }

  private static HttpResponse<String> about(String key) throws Exception {
    return keyed.send(
        HttpRequest.newBuilder(keyed.url(ABOUT)).header("Authorization", "Bearer " + key).build());
  }

  @Test
  void eachKeyIsToldOfTheModelsThatItMayAsk() throws Exception {
    JsonNode ada = Chat.read(about(Books.ADA).body());
    assertThat(ada.get("models")).hasSize(1);
    assertThat(ada.at("/models/0/name").stringValue()).isEqualTo("solo");
    assertThat(Chat.read(about(Books.EVE).body()).get("models")).hasSize(4);
    assertThat(about("sk-none").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {FACTS, CHECK})
  void nobodyWithoutAKeyIsHeard(String path) throws Exception {
    assertThat(keyed.send(keyed.post(path, "{\"yaml\":\"\"}")).statusCode()).isEqualTo(401);
  }

  @Test
  void answersOfTheBuiltInModelsAreScored() throws Exception {
    JsonNode asked = Chat.JSON.createObjectNode().put("question", "Why?").put("answer", "So.");
    assertThat(post(FACTS, asked).body())
        .isEqualTo(
            """
            {"topic":"Why?","known":3,"covered":4,"repeated":3,"contradicted":2,"corrected":1}\
            """);
    HttpRequest ofOthers =
        HttpRequest.newBuilder(keyed.post(FACTS, asked.toString()), (name, value) -> true)
            .header("Authorization", "Bearer " + Books.ADA)
            .build();
    HttpResponse<String> none = keyed.send(ofOthers);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(RefusalContractTest.error(none).get("message").stringValue()).contains("built-in");
  }

  @Test
  void aConfigurationWithoutMistakesIsFine() throws Exception {
    String yaml =
        """
        upstreams:
          cloud: { base-url: "${URL}", api-key: "${KEY}" }
        models:
          one: { topology: single, aggregator: cloud/big }
        server:
          port: ${PORT:-9090}
        """;
    String fine = "{\"ok\":true,\"upstreams\":[\"cloud\"],\"models\":[\"one\"]}";
    assertThat(check(yaml).toString()).isEqualTo(fine);
    assertThat(
            check(yaml.replace("${PORT:-9090}", "${PORT}").replace("\"${URL}\"", "http://h/v1"))
                .toString())
        .isEqualTo(fine);
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws Exception {
    JsonNode wrong =
        check(
            """
            upstreams:
              cloud: { base-url: "${HOME}", api-key: "${PATH}" }
            models:
              one: { topology: singel, aggregator: cloud/big }
              two: { topology: single, aggregator: clout/big }
            """);
    assertThat(wrong.get("ok").booleanValue()).isFalse();
    assertThat(wrong.get("mistakes").get(0).stringValue())
        .startsWith("staircase.yaml:4:20: models.one.topology: expected one of");
    assertThat(wrong.get("mistakes").get(1).stringValue()).startsWith("staircase.yaml:5:");
    assertThat(wrong.toString())
        .doesNotContain(System.getenv().getOrDefault("PATH", "/usr/bin"), "some.invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "a: &a [*a]", "- 1", "x: ${", "!!java.net.URL [http://x/]"})
  void whatIsNoConfigurationIsAMistakeOfIts(String yaml) throws Exception {
    assertThat(check(yaml).get("mistakes")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CHECK + "|[]|",
        CHECK + "|{}|yaml",
        CHECK + "|{\"yaml\":1}|yaml",
        FACTS + "|{\"question\":\"Why?\"}|answer",
        FACTS + "|{\"answer\":\"So.\"}|question",
      })
  void whatIsMissingIsNamed(String path, String body, String field) throws Exception {
    HttpResponse<String> refusal = open.send(open.post(path, body));
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(RefusalContractTest.error(refusal).get("param").asString(null)).isEqualTo(field);
  }

  @Test
  void aBodyIsBoundedHoweverLongQuestionsMayBe() throws Exception {
    JsonNode huge = Chat.JSON.createObjectNode().put("yaml", "#".repeat(32 * 1024));
    assertThat(post(CHECK, huge).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/jsonp, 415",
    "application/json, 200",
    "Application/JSON; charset=utf-8, 200"
  })
  void onlyJsonIsHeard(String type, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(open.post(CHECK, "{\"yaml\":\"\"}"), (name, value) -> false)
            .header("Content-Type", type)
            .build();
    assertThat(open.send(request).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/staircase/page, cross-site, 403",
    "/v1/staircase/page, same-site, 403",
    "/v1/staircase/page, same-origin, 200",
    "/v1/staircase/page, none, 200",
    "/v1/staircase/facts, cross-site, 403",
    "/v1/staircase/check, cross-site, 403",
    "/v1/staircase/check, same-origin, 200"
  })
  void noOtherSiteMayAsk(String path, String site, int status) throws Exception {
    HttpRequest request =
        path.equals(ABOUT)
            ? HttpRequest.newBuilder(open.url(path)).build()
            : open.post(path, "{\"yaml\":\"\"}");
    HttpRequest from =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .header("Sec-Fetch-Site", site)
            .build();
    assertThat(open.send(from).statusCode()).isEqualTo(status);
  }
}
