package dev.staircase.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Requests that can't be answered through the client's own fault: a real status and an error
/// object, before any upstream is asked.
class RefusalContractTest {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.quick();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  static JsonNode error(HttpResponse<String> response) {
    JsonNode body = Chat.read(response.body());
    assertThat(body.propertyNames()).containsExactly("error");
    JsonNode error = body.get("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.get("message").stringValue()).isNotBlank();
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    return error;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          model             | 17                                 | model                | invalid_value
          model             | " "                                | model                | invalid_value
          messages          | "hi"                               | messages             | invalid_value
          messages          | []                                 | messages             | invalid_value
          messages          | [{"role":"robot","content":"x"}]   | messages[0].role     | invalid_value
          messages          | [{"role":"user","content":7}]      | messages[0].content  | invalid_value
          messages          | [{"role":"user"}]                  | messages[0].content  | invalid_value
          messages          | [{"role":"assistant","content":"x"}] | messages           | invalid_value
          messages          | [{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}] \
                                                                 | messages[0].content  | invalid_value
          messages          | [{"role":"user","content":[{"type":"image_url","image_url":"data:,"}]}] \
                                                                 | messages[0].content  | unsupported_parameter
          messages          | [{"role":"system","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}] \
                                                                 | messages[0].content  | unsupported_parameter
          messages          | [{"role":"user","content":[{"type":"input_audio","input_audio":{}}]}] \
                                                                 | messages[0].content  | unsupported_parameter
          messages          | [{"role":"user","content":[{"type":"file","file":{}}]}] \
                                                                 | messages[0].content  | unsupported_parameter
          messages          | [{"role":"assistant","content":"","tool_calls":[{}]}] \
                                                                 | messages[0].tool_calls | invalid_value
          messages          | [{"role":"assistant","tool_calls":{}}] | messages[0].tool_calls | invalid_value
          messages          | [{"role":"assistant","content":"","function_call":{"name":"f"}}] \
                                                                 | messages[0].function_call | unsupported_parameter
          messages          | [{"role":"tool","content":"7"}]    | messages[0].tool_call_id | invalid_value
          messages          | [{"role":"tool","tool_call_id":"a"}] | messages[0].content | invalid_value
          messages          | [{"role":"function","content":"7"}] | messages[0].role    | invalid_value
          n                 | 2                                  | n                    | unsupported_parameter
          n                 | 0                                  | n                    | unsupported_parameter
          n                 | "1"                                | n                    | unsupported_parameter
          n                 | 1000000000000                      | n                    | unsupported_parameter
          tools             | [{"type":"function"}]              | tools[0]             | invalid_value
          tools             | [{"type":"custom"},7]              | tools[1]             | invalid_value
          tools             | {"type":"function"}                | tools                | invalid_value
          tool_choice       | "required"                         | tool_choice          | invalid_value
          tool_choice       | "any"                              | tool_choice          | invalid_value
          logprobs          | 3                                  | logprobs             | invalid_value
          top_logprobs      | 3                                  | top_logprobs         | invalid_value
          frequency_penalty | 2.5                                | frequency_penalty    | invalid_value
          presence_penalty  | "much"                             | presence_penalty     | invalid_value
          top_k             | 0.5                                | top_k                | invalid_value
          min_p             | -1                                 | min_p                | invalid_value
          logit_bias        | [1]                                | logit_bias           | invalid_value
          reasoning_effort  | 3                                  | reasoning_effort     | invalid_value
          functions         | [{"name":"f"}]                     | functions            | unsupported_parameter
          function_call     | "auto"                             | function_call        | unsupported_parameter
          audio             | {"voice":"x"}                      | audio                | unsupported_parameter
          modalities        | ["text","audio"]                   | modalities           | unsupported_parameter
          stop              | ["a","b","c","d","e"]              | stop                 | invalid_value
          stop              | [""]                               | stop                 | invalid_value
          stop              | 4                                  | stop                 | invalid_value
          max_tokens        | 0                                  | max_tokens           | invalid_value
          max_completion_tokens | 1.5                            | max_completion_tokens | invalid_value
          temperature       | 2.5                                | temperature          | invalid_value
          top_p             | "high"                             | top_p                | invalid_value
          seed              | 1.5                                | seed                 | invalid_value
          response_format   | "json"                             | response_format      | invalid_value
          stream            | "yes"                              | stream               | invalid_value
          stream_options    | {"include_usage":1}                | include_usage        | invalid_value
          staircase         | "serial"                           | staircase            | invalid_value
          staircase         | {"mode":"fast"}                    | staircase.mode       | invalid_value
          staircase         | {"modus":"serial"}                 | staircase.modus      | invalid_value
          staircase         | {"layout":"heap"}                  | staircase.layout     | invalid_value
          staircase         | {"pace":{"first-chunk":0}}         | staircase.pace.first-chunk | invalid_value
          staircase         | {"pace":{"first-chunk":1e99}}      | staircase            | invalid_value
          staircase         | {"pace":{"lead":0,"cut-over":"at-bound"}} | staircase.pace | invalid_value
          """)
  void wrongFieldIsTold(String field, String value, String param, String code) throws Exception {
    for (boolean stream : List.of(false, true)) {
      Chat chat = Chat.of("trio").with("stream", stream).withJson(field, value);
      HttpResponse<String> response = rig.send(chat);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      JsonNode error = error(response);
      assertThat(error.get("param").stringValue()).as(response.body()).isEqualTo(param);
      assertThat(error.get("code").stringValue()).isEqualTo(code);
      assertThat(error.get("type").stringValue()).isEqualTo("invalid_request_error");
    }
    assertThat(rig.models.stats().calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "{\"model\":\"trio\"", "\"trio\"", "\u00ff"})
  void bodyThatIsNoObjectIsTold(String body) throws Exception {
    HttpResponse<String> response = rig.send(rig.post(body));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response).get("message").stringValue()).contains("JSON");
  }

  @Test
  void requestWithoutABodyKeepsItsConnection() throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      for (int i = 0; i < 2; i++) {
        raw.send("GET /nowhere HTTP/1.1\r\nHost: t\r\n\r\n");
        assertThat(raw.readUntil("\r\n\r\n"))
            .startsWith("HTTP/1.1 404")
            .doesNotContainIgnoringCase("connection: close");
        raw.readUntil("}}");
      }
    }
  }

  @Test
  void nestedWithoutEndIsRefused() throws Exception {
    HttpResponse<String> response = rig.send(rig.post("{\"stop\":" + "[".repeat(100_000)));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void unknownModelIsNotFoundAndTheModelsAreNamed() throws Exception {
    HttpResponse<String> response = rig.send(Chat.of("quartet"));
    assertThat(response.statusCode()).isEqualTo(404);
    JsonNode error = error(response);
    assertThat(error.get("code").stringValue()).isEqualTo("model_not_found");
    assertThat(error.get("param").stringValue()).isEqualTo("model");
    assertThat(error.get("message").stringValue()).contains("quartet", "trio", "solo");
  }

  @Test
  void modelsAndHealthAreServedAndNothingElse() throws Exception {
    JsonNode models = Chat.read(rig.get("/v1/models").body());
    assertThat(models.get("object").stringValue()).isEqualTo("list");
    assertThat(models.get("data").valueStream().map(model -> model.get("id").stringValue()))
        .containsExactly("trio", "solo");
    assertThat(models.at("/data/0/object").stringValue()).isEqualTo("model");
    assertThat(rig.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    HttpResponse<String> nothing = rig.get("/v1/chat/completions");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(error(nothing).get("message").stringValue()).contains("POST /v1/chat/completions");
  }

  @Test
  void bodyThatIsTooLongIsRefusedAnnouncedOrNot() throws Exception {
    String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\n";
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send(head + "Content-Length: 9000000000\r\nExpect: 100-continue\r\n\r\n");
      assertRefusedAndClosed(raw.readAll());
    }
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send(head + "Transfer-Encoding: chunked\r\n\r\n");
      int size = Rig.MAX_BODY_BYTES + 1;
      raw.send(Integer.toHexString(size) + "\r\n" + " ".repeat(size));
      assertRefusedAndClosed(raw.readAll());
    }
  }

  private static void assertRefusedAndClosed(String response) {
    assertThat(response).startsWith("HTTP/1.1 413 ");
    assertThat(response.toLowerCase(Locale.ROOT)).contains("\r\nconnection: close\r\n");
    assertThat(response).contains("request_too_large", "" + Rig.MAX_BODY_BYTES);
  }

  @Test
  void bodyThatDoesNotComeIsNotWaitedForWithoutEnd() throws Exception {
    try (Rig hasty = new Rig(Rig.paced(), Rig.TRIO, new StreamTiming(10_000, 10_000, 60_000, 700));
        RawHttp raw = new RawHttp(hasty.server.port())) {
      raw.send("POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\n{");
      String response = raw.readAll();
      assertThat(response).startsWith("HTTP/1.1 408 ").contains("request_timeout", "within 700 ms");
      assertThat(response.toLowerCase(Locale.ROOT)).contains("\r\nconnection: close\r\n");
      assertThat(hasty.send(Chat.of("solo")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void bodyWithoutLengthIsRead() throws Exception {
    byte[] body = Chat.of("solo").json().getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(rig.url("/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    assertThat(rig.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void clientThatWaitsForLeaveToSendGetsIt() throws Exception {
    String body = Chat.of("solo").json();
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\nContent-Length: "
              + body.length()
              + "\r\nExpect: 100-continue\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      raw.send(body);
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void requestIdIsOursWhateverTheClientSends() throws Exception {
    String crafted = "evil<script>";
    for (String path : List.of("/health", "/v1/models", "/nowhere")) {
      HttpRequest request =
          HttpRequest.newBuilder(rig.url(path)).header("x-request-id", crafted).build();
      HttpResponse<String> response = rig.send(request);
      assertThat(response.headers().allValues("x-request-id")).hasSize(1);
      assertThat(response.headers().firstValue("x-request-id").orElse("")).matches("[0-9a-f]{24}");
      assertThat(response.headers().toString() + response.body()).doesNotContain("evil");
    }
  }
}
