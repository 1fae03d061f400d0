package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server over a real connection.
class PacedModelsTest {
  @Test
  void streamsOneDeltaATokenAndEndsOnce() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      var response =
          rig.chat(Rig.ask(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
      assertThat(response.headers().firstValue("x-accel-buffering")).contains("no");
      assertThat(response.headers().firstValue("x-request-id")).isPresent();
      assertThat(response.body()).endsWith("data: [DONE]\n\n");

      var events = Rig.events(response.body());
      assertThat(events).hasSize(32);
      assertThat(Rig.deltas(response.body())).hasSize(30).startsWith("w1", " w2").endsWith(" w30");
      assertThat(events.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
      assertThat(events.stream().filter(e -> e.at("/choices/0/finish_reason").isString()))
          .hasSize(1);
      assertThat(events.get(30).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
      assertThat(events.subList(0, 31)).allMatch(e -> e.has("usage") && e.path("usage").isNull());
      assertThat(events.getLast().path("choices").isEmpty()).isTrue();
      assertThat(events.getLast().at("/usage/completion_tokens").intValue()).isEqualTo(30);
      assertThat(events.stream().map(e -> e.path("id").asString()).distinct()).hasSize(1);
    }
  }

  @Test
  void sendsNoUsageThatWasNotAskedForInAStream() throws Exception {
    try (var rig = Rig.of(Rig.fast(3))) {
      assertThat(rig.chat(Rig.ask(",\"stream\":true")).body()).doesNotContain("usage");
      assertThat(rig.chat(Rig.ask("")).body()).contains("\"total_tokens\"");
    }
  }

  @Test
  void streamedAndWholeAnswersAreTheSame() throws Exception {
    try (var rig = Rig.ofDefaults()) {
      for (var model : List.of("p1", "p2", "p3", "agg")) {
        var body = Rig.ask("").replace("\"m\"", "\"" + model + "\"");
        var whole = Json.parse(rig.chat(body).body());
        var streamed = rig.chat(body.replace("]}", "],\"stream\":true}")).body();
        assertThat(String.join("", Rig.deltas(streamed)))
            .isEqualTo(whole.at("/choices/0/message/content").asString())
            .contains("blue colour of the sky");
        assertThat(whole.at("/usage/completion_tokens").intValue())
            .isEqualTo(Rig.deltas(streamed).size());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions | {            | 400 | is no JSON",
        "/v1/chat/completions | []           | 400 | must be a JSON object, found array",
        "/v1/chat/completions | {}           | 400 | messages must be an array with at least one"
            + " message, found none",
        "/v1/chat/completions | {\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} | 400 |"
            + " model must be a text, found none",
        "/v1/chat/completions | {\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]} | 400 |"
            + " messages[0].role must be system",
        "/v1/chat/completions | {\"messages\":[{\"role\":\"user\"}]} | 400 | messages[0].content"
            + " must be a text or a list of parts, found none",
        "/v1/chat/completions | ASK,\"model\":\"x\"} | 404 | expected a model (m), found 'x'",
        "/v1/chat/completions | ASK,\"n\":2} | 400 | n must be 1, found 2",
        "/v1/chat/completions | ASK,\"max_tokens\":0} | 400 | max_tokens must be a whole number of"
            + " at least 1, found 0",
        "/v1/chat/completions | ASK,\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]} | 400 | up to 4"
            + " texts, found 5",
        "/v1/chat/completions | ASK,\"stop\":\"\"} | 400 | stop must hold texts that are not empty",
        "/v1/chat/completions | ASK,\"stream\":\"yes\"} | 400 | stream must be true or false",
        "/v1/chat/completions | ASK,\"paced_fault\":\"explode\"} | 400 | expected a fault",
        "/v1/completions      | {\"model\":\"m\"} | 400 | prompt must be a text, found none",
        "/v2/completions      | {} | 404 | expected POST /v1/chat/completions",
      })
  void refusesWhatItCannotAnswer(String path, String body, int status, String message)
      throws Exception {
    try (var rig = Rig.of(Rig.fast(3))) {
      var ask = Rig.ask("");
      var response = rig.post(path, body.replace("ASK", ask.substring(0, ask.length() - 1)));
      assertThat(response.statusCode()).isEqualTo(status);
      var error = Json.parse(response.body()).path("error");
      assertThat(error.path("message").asString()).contains(message);
      assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
      assertThat(error.has("param") && error.has("code")).isTrue();
    }
  }

  @Test
  void limitsAndStopsHoldInAStream() throws Exception {
    try (var rig = Rig.of(Rig.fast(50))) {
      var limited = rig.chat(Rig.ask(",\"stream\":true,\"max_completion_tokens\":5")).body();
      assertThat(Rig.deltas(limited)).containsExactly("w1", " w2", " w3", " w4", " w5");
      assertThat(limited).contains("\"finish_reason\":\"length\"");
      var stopped = rig.chat(Rig.ask(",\"stream\":true,\"stop\":[\"9 w10 w\",\"w30\"]")).body();
      assertThat(String.join("", Rig.deltas(stopped))).isEqualTo("w1 w2 w3 w4 w5 w6 w7 w8 w");
      assertThat(stopped).contains("\"finish_reason\":\"stop\"");
    }
  }

  @Test
  void echoesThePrefixInItsFirstDelta() throws Exception {
    try (var rig = Rig.of(Rig.fast(4).withPrefixStyle(PrefixStyle.TRAILING_ECHO))) {
      var body = Rig.ask("").replace("}]", "},{\"role\":\"assistant\",\"content\":\"w1 w2\"}]");
      var streamed = rig.chat(body.replace("]}", "],\"stream\":true}")).body();
      assertThat(Rig.deltas(streamed)).containsExactly("w1 w2 w3", " w4");
      assertThat(rig.chat(body).body()).contains("\"content\":\"w1 w2 w3 w4\"");
    }
  }

  @Test
  void continuesRawPrompts() throws Exception {
    try (var rig = Rig.of(Rig.fast(4))) {
      var prompt = "<|im_start|>user\\nGo<|im_end|>\\n<|im_start|>assistant\\nw1 w2";
      var body = "{\"model\":\"m\",\"prompt\":\"" + prompt + "\"%s}";
      var whole = rig.post("/v1/completions", body.formatted("")).body();
      assertThat(Json.parse(whole).at("/choices/0/text").asString()).isEqualTo(" w3 w4");
      var streamed = rig.post("/v1/completions", body.formatted(",\"stream\":true")).body();
      assertThat(streamed).contains("\"text\":\" w3\"").endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void anAppendOnlyPromptHitsTheCache() throws Exception {
    try (var rig = Rig.of(Rig.fast(120))) {
      var messages = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(300) + "\"}";
      var answer = "";
      int sentBefore = 0;
      for (int step = 0; step < 4; step++) {
        var body = "{\"model\":\"m\",\"messages\":[" + messages + "],\"max_tokens\":20}";
        var reply = Json.parse(rig.chat(body).body());
        int cached = reply.at("/usage/prompt_tokens_details/cached_tokens").intValue();
        assertThat(cached).isGreaterThanOrEqualTo(sentBefore * 9 / 10);
        assertThat(cached).isLessThan(reply.at("/usage/prompt_tokens").intValue());
        sentBefore = reply.at("/usage/prompt_tokens").intValue();
        answer = reply.at("/choices/0/message/content").asString();
        messages +=
            (",{\"role\":\"assistant\",\"content\":\"%s\"},"
                    + "{\"role\":\"user\",\"content\":\"%s. Go on.\"}")
                .formatted(answer, "new ".repeat(30));
      }
      assertThat(answer).endsWith(" w80");
    }
  }

  @Test
  void saysThatItIsNoLanguageModel() throws Exception {
    try (var rig = Rig.ofDefaults()) {
      var list = Json.parse(rig.get("/v1/models").body());
      assertThat(list.path("data"))
          .hasSize(4)
          .allMatch(m -> m.path("description").asString().contains("no language model"));
      assertThat(rig.get("/health").statusCode()).isEqualTo(200);
      assertThat(rig.models.baseUrl()).isEqualTo("http://127.0.0.1:" + rig.models.port() + "/v1");
    }
  }

  @Test
  void keepsItsPaceOverTheWire() throws Exception {
    try (var rig = Rig.of(Rig.fast(31).withPace(Pace.STEADY))) {
      long before = System.nanoTime();
      try (var socket = rig.open(Rig.ask(",\"stream\":true"))) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        assertThat(System.nanoTime() - before).isGreaterThan(49_000_000L);
        var text = new StringBuilder();
        while (text.indexOf("[DONE]") < 0) {
          text.append((char) socket.getInputStream().read());
        }
      }
      assertThat(System.nanoTime() - before).isBetween(649_000_000L, 5_000_000_000L);
      assertThat(rig.models.stats().calls()).as("the warm-up is not counted").isEqualTo(1);
    }
  }

  @Test
  void repeatsAnAnswerOfTheSameSeed() throws Exception {
    try (var rig = Rig.ofDefaults()) {
      var p1 = Rig.ask(",\"seed\":%d").replace("\"m\"", "\"p1\"");
      var texts = new ArrayList<String>();
      for (int seed : new int[] {7, 7, 8}) {
        var reply = Json.parse(rig.chat(p1.formatted(seed)).body());
        texts.add(reply.at("/choices/0/message/content").asString());
      }
      assertThat(texts.get(0)).isEqualTo(texts.get(1)).isNotEqualTo(texts.get(2));
    }
  }

  @Test
  void aClientThatLeavesFreesItsSlotAtOnce() throws Exception {
    var slow = Rig.fast(100).withPace(new Pace(0, 0, 0, 3_600_000, 0, 0, 1));
    try (var rig = Rig.of(slow)) {
      var stats = rig.models.stats();
      try (var first = rig.open(Rig.ask(",\"stream\":true"))) {
        assertThat(first.getInputStream().read()).isEqualTo('H');
        try (var queued = rig.open(Rig.ask(",\"stream\":true"))) {
          assertThat(stats.await(s -> s.open("m") == 2, Rig.LONG)).isTrue();
          queued.shutdownOutput();
        }
        assertThat(stats.await(s -> s.open("m") == 1, Rig.LONG)).isTrue();
      }
      assertThat(stats.await(s -> s.open() == 0, Rig.LONG)).isTrue();
      assertThat(stats.closedByClient())
          .extracting(PacedStats.Closed::tokensSent)
          .containsExactly(0, 1);
      assertThat(rig.chat(Rig.ask(",\"max_tokens\":1")).body()).contains("\"content\":\"w1\"");
      assertThat(stats.calls("m")).isEqualTo(3);
      assertThat(stats.received()).hasSize(3);
    }
  }
}
