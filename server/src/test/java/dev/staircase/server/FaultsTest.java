package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// One upstream of several fails: the answer still comes, whole and once, and says what happened.
class FaultsTest {
  private static Rig rig;

  private static final String YAML =
      """
      upstreams:
        local:
          base-url: ${BASE_URL}
          continuation: trailing-assistant
          time-limits: { first-token: 5s, between-tokens: 5s }
      models:
      """;

  private static String trio(String name, String proposers, String aggregator) {
    return """
      %s:
        proposers: [%s]
        aggregator: local/%s
        pace: { first-chunk: 8 }
        quorum: 2
        patience: 100ms
        retries: 0
    """
        .formatted(name, proposers, aggregator);
  }

  @BeforeAll
  static void start() {
    var options = Rig.paced();
    StringBuilder yaml = new StringBuilder(YAML);
    for (String fault :
        List.of("refuse:503", "hang", "hang:12", "die:3", "die:20", "stall:12:1s", "die:120")) {
      String name = fault.replace(':', '-');
      options = options.with("model", name + "=p3").with("fault", name + "=" + fault);
      yaml.append(trio("one-" + name, "\"local/p1\", \"local/p2\", \"local/" + name + "\"", "agg"));
      yaml.append(
          trio(
              "two-" + name,
              "\"local/p1\", \"local/%1$s\", \"local/%1$s\"".formatted(name),
              "agg"));
      yaml.append(trio("agg-" + name, "\"local/p1\", \"local/p2\", \"local/p3\"", name));
    }
    rig = new Rig(options.with("pace", "die-120.itl=3ms"), yaml.toString(), Rig.USUAL);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "refuse-503, staircase, grouped, p3 dropped",
    "refuse-503, staircase, appended, p3 dropped",
    "refuse-503, serial, grouped, p3 dropped",
    "hang, staircase, grouped, p3 late",
    "hang, staircase, appended, p3 late",
    "hang, serial, grouped, p3 late",
    "hang-12, staircase, grouped, p3 late",
    "hang-12, staircase, appended, p3 late",
    "die-3, staircase, grouped, p3 dropped",
    "die-20, staircase, grouped, p3 broken_off",
    "die-20, staircase, appended, p3 broken_off",
    "die-20, serial, grouped, p3 dropped",
    "stall-12-1s, staircase, grouped, p3 late",
    "stall-12-1s, staircase, appended, p3 late"
  })
  void oneProposerLessAndTheAnswerComes(String fault, String mode, String layout, String befell)
      throws Exception {
    Chat chat =
        Chat.of("one-" + fault)
            .withJson(
                "staircase", "{\"mode\": \"%s\", \"layout\": \"%s\"}".formatted(mode, layout));
    Sse answer = rig.stream(chat);
    assertThat(answer.content()).isEqualTo(counted(200));
    assertThat(answer.finishes()).containsExactly("stop");
    assertThat(Sse.befell(answer.staircase())).as("" + answer.staircase()).contains(befell);
    assertThat(rig.quiet()).as("no upstream call is left open").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse-503", "die-3"})
  void belowTheQuorumItFailsBeforeTheStreamAndSaysWhy(String fault) throws Exception {
    for (String mode : List.of("staircase", "serial")) {
      Chat chat = Chat.of("two-" + fault).with("stream", true).mode(mode);
      HttpResponse<String> response = rig.send(chat);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
      JsonNode error = RefusalContractTest.error(response);
      assertThat(error.get("message").stringValue())
          .contains("2 of 3 proposers failed", "quorum is 2", "p2: ", "p3: ", "local/" + fault);
      assertThat(rig.quiet()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"staircase, grouped", "staircase, appended", "serial, grouped"})
  void aggregatorThatDiesOnceGoesOnWhereItStopped(String mode, String layout) throws Exception {
    Chat chat =
        Chat.of("agg-die-120")
            .withJson(
                "staircase",
                "{\"mode\": \"%s\", \"layout\": \"%s\", \"pace\": \"eager\"}"
                    .formatted(mode, layout));
    Sse answer = rig.stream(chat);
    assertThat(answer.content()).isEqualTo(counted(200));
    assertThat(answer.finishes()).containsExactly("stop");
    assertThat(Sse.befell(answer.staircase())).contains("aggregator resumed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staircase", "serial"})
  void aggregatorThatIsDownIsAnError(String mode) throws Exception {
    Chat chat = Chat.of("agg-refuse-503").with("stream", true).mode(mode);
    HttpResponse<String> response = rig.send(chat);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
    assertThat(RefusalContractTest.error(response).get("message").stringValue())
        .contains("local/refuse-503", "503");
    Sse broken = rig.stream(Chat.of("agg-die-3").mode(mode));
    assertThat(broken.last().name()).isEqualTo("error");
    assertThat(counted(200)).startsWith(broken.content());
    assertThat(rig.quiet()).isTrue();
  }
}
