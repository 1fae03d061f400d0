package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each fault does what it says, asked for by body, header or model.
class FaultTest {
  private static final String STREAM = ",\"stream\":true,\"paced_fault\":\"%s\"";

  @ParameterizedTest
  @CsvSource({"503,server_error", "429,rate_limit_error", "401,invalid_request_error"})
  void refuses(int status, String type) throws Exception {
    try (var rig = Rig.of(Rig.fast(30).withFaults(Fault.parse("refuse:" + status)))) {
      var response = rig.chat(Rig.ask(""));
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(Json.parse(response.body()).at("/error/type").asString()).isEqualTo(type);
      assertThat(rig.models.stats().calls()).isEqualTo(1);
    }
  }

  @Test
  void refusesAShareOfTheRequests() throws Exception {
    try (var rig = Rig.of(Rig.fast(1).withFaults(Fault.parse("refuse:503@0.3")))) {
      int refused = 0;
      for (int i = 0; i < 200; i++) {
        refused += rig.chat(Rig.ask("")).statusCode() == 503 ? 1 : 0;
      }
      assertThat(refused).isBetween(35, 85);
    }
  }

  @Test
  void refusesTheFirstRequestAloneAndSaysWhenToComeBack() throws Exception {
    try (var rig = Rig.of(Rig.fast(1).withFaults(Fault.parse("refuse:429:1500ms@first")))) {
      var first = rig.chat(Rig.ask(""));
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("retry-after")).hasValue("2");
      assertThat(rig.chat(Rig.ask("")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void breaksTheConnectionInTheMidst() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      try (var socket = rig.open(Rig.ask(STREAM.formatted("die:20")))) {
        var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text)
            .contains("\" w20\"")
            .doesNotContain("\" w21\"")
            .doesNotEndWith("0\r\n\r\n");
      }
      assertThatThrownBy(() -> rig.chat(Rig.ask(",\"paced_fault\":\"die:0\"")))
          .isInstanceOf(IOException.class);
      assertThat(rig.models.stats().open()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "hang:20"})
  void hangsUntilTheClientLeaves(String fault) throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      int tokens = fault.equals("hang") ? 0 : 20;
      try (var socket = rig.open(Rig.ask(STREAM.formatted(fault)))) {
        var seen = new StringBuilder();
        while (tokens > 0 && seen.indexOf("\" w20\"") < 0) {
          seen.append((char) socket.getInputStream().read());
        }
        assertThat(rig.models.stats().await(s -> s.open() == 1, Rig.LONG)).isTrue();
      }
      assertThat(rig.models.stats().await(s -> s.open() == 0, Rig.LONG)).isTrue();
      assertThat(rig.models.stats().closedByClient().getFirst().tokensSent()).isEqualTo(tokens);
    }
  }

  @Test
  void stallsAndGoesOn() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      long before = System.nanoTime();
      var body = rig.chat(Rig.ask(STREAM.formatted("stall:20:150ms"))).body();
      assertThat(System.nanoTime() - before).isGreaterThan(140_000_000);
      assertThat(Rig.deltas(body)).hasSize(30);
    }
  }

  @Test
  void slowsDown() throws Exception {
    var paced = Rig.fast(5).withPace(new Pace(10, 0, 0, 10, 0, 0, 1));
    try (var rig = Rig.of(paced)) {
      long before = System.nanoTime();
      rig.chat(Rig.ask(STREAM.formatted("slow:4x")));
      assertThat(System.nanoTime() - before).isGreaterThan(195_000_000);
    }
  }

  @Test
  void sendsGarbageAndGoesOn() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      var body = rig.chat(Rig.ask(STREAM.formatted("garbage:20"))).body();
      assertThat(body).contains("\"del\n\n").endsWith("data: [DONE]\n\n");
      assertThatThrownBy(() -> Rig.events(body)).hasMessageContaining("Unexpected end");
      var whole = rig.chat(Rig.ask(",\"paced_fault\":\"garbage:2\"")).body();
      assertThatThrownBy(() -> Json.parse(whole)).hasMessageContaining("Unexpected");
    }
  }

  @Test
  void endsWithoutAFinish() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      var body = rig.chat(Rig.ask(STREAM.formatted("no-finish:20"))).body();
      assertThat(Rig.deltas(body)).hasSize(20);
      assertThat(body).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
    }
  }

  @Test
  void sendsAnErrorEvent() throws Exception {
    try (var rig = Rig.of(Rig.fast(30))) {
      var request = Rig.ask(",\"stream\":true");
      var body =
          rig.post("/v1/chat/completions", request, "x-paced-fault", "error-event:20").body();
      assertThat(Rig.deltas(body)).hasSize(20);
      assertThat(body).contains("event: error\ndata: {\"error\":").doesNotContain("[DONE]");
      var whole = rig.post("/v1/chat/completions", Rig.ask(""), "x-paced-fault", "error-event:20");
      assertThat(whole.statusCode()).isEqualTo(500);
    }
  }
}
