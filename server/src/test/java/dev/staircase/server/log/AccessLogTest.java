package dev.staircase.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Pace;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.server.watch.Play;
import dev.staircase.server.watch.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AccessLogTest {
  private static List<JsonNode> access(Lines lines) {
    return lines.json.stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(line -> line.path("logger").stringValue().equals(AccessLog.NAME))
        .toList();
  }

  @Test
  void anAnswerIsALine() {
    try (var lines = new Lines()) {
      Schedule played =
          Play.play(new AccessLog(), Play.begun("req-1", Play.trio(Pace.BALANCED, "Why?")));
      assertThat(access(lines)).hasSize(1);
      JsonNode line = access(lines).getFirst();
      assertThat(line.path("message").stringValue()).isEqualTo("answered");
      assertThat(line.path("request_id").stringValue()).isEqualTo("req-1");
      assertThat(line.path("key").stringValue()).isEqualTo("key-ann");
      assertThat(line.path("surface").stringValue()).isEqualTo("chat.completions");
      assertThat(line.path("model").stringValue()).isEqualTo("trio");
      assertThat(line.path("status").intValue()).isEqualTo(200);
      assertThat(line.path("ttft_ms").doubleValue()).isEqualTo(240.0);
      assertThat(line.path("e2e_ms").doubleValue()).isEqualTo(played.e2eMs());
      assertThat(line.path("calls").intValue()).isEqualTo(played.calls());
      assertThat(line.path("steps").intValue()).isEqualTo(played.writer().steps());
      assertThat(line.path("completion_tokens").longValue())
          .isEqualTo(played.usage().completionTokens());
      assertThat(line.path("usd").isNumber()).isTrue();
      assertThat(line.path("outcome").stringValue()).isEqualTo("stop");
      assertThat(lines.text.getFirst())
          .contains("INFO  access: answered request_id=req-1 key=key-ann");
    }
  }

  @Test
  void aRefusalIsALine() {
    try (var lines = new Lines()) {
      new AccessLog().refused(new Refused("req-2", "messages", null, 401, "invalid_api_key"));
      assertThat(lines.json.getFirst())
          .contains("\"request_id\":\"req-2\",\"surface\":\"messages\",\"status\":401")
          .doesNotContain("\"key\"");
    }
  }

  @Test
  void aRequestThatIsPassedOnIsALine() {
    try (var lines = new Lines()) {
      new AccessLog().passed(Play.PASSED);
      assertThat(lines.text.getFirst())
          .contains("access: passed request_id=req-9 key=key-ann surface=embeddings")
          .contains("model=local/embed", "status=200", "total_ms=20.0", "prompt_tokens=7");
    }
  }

  @Test
  void nobodyBeginsALineOfHisOwn() {
    try (var lines = new Lines()) {
      LoggerFactory.getLogger("test")
          .atWarn()
          .addKeyValue("what", "a\nWARN forged")
          .setCause(new IllegalStateException("one\ntwo"))
          .log("b\r\nc");
      assertThat(lines.json.getFirst().lines()).hasSize(1);
      assertThat(lines.json.getFirst()).contains("\"what\":\"a\\nWARN forged\"");
      assertThat(lines.text.getFirst().lines().toList().getFirst())
          .contains("b c what=a WARN forged");
    }
  }
}
