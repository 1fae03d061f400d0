package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Finish;
import dev.staircase.runtime.client.AnswerReader.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an answer holds beside its text: calls of tools, and log probabilities.
class AnswerReaderToolsTest {
  private static final String FIRST =
      "[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"},\"x\":[1.25]}]";
  private static final String SECOND =
      "[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}]";

  private static String data(String delta, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static String calls(String json) {
    return data("\"tool_calls\":" + json, "null");
  }

  private static Outcome read(Heard heard, String body) {
    var reader = new AnswerReader(new CallErrors("local/p1", List.of()), true, heard);
    for (byte b : body.getBytes(UTF_8)) {
      reader.feed(new byte[] {b});
    }
    return reader.end();
  }

  /// Older servers finish a call of tools with "stop".
  @ParameterizedTest
  @CsvSource({"tool_calls, TOOL_CALLS", "stop, TOOL_CALLS", "length, LENGTH"})
  void toolCallsAreToldAsTheyCameInOrderWithTheText(String reason, Finish finish) {
    var heard = new Heard();
    String body =
        data("\"content\":\"Let me see\",\"tool_calls\":" + FIRST, "null")
            + calls("[]")
            + calls(SECOND)
            + data("\"content\":null", "\"" + reason + "\"");
    assertThat(read(heard, body)).isEqualTo(new Outcome.Ended(finish, null));
    assertThat(heard.text).hasToString("Let me see");
    assertThat(heard.beside).containsExactly("10 calls " + FIRST, "10 calls " + SECOND);
  }

  @Test
  void toolCallsOfAnAnswerThatWasNotStreamedAreNumbered() {
    var heard = new Heard();
    String body =
        "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"a\"},{\"id\":\"b\"}]},"
            + "\"finish_reason\":\"tool_calls\"}]}";
    assertThat(read(heard, body)).isEqualTo(new Outcome.Ended(Finish.TOOL_CALLS, null));
    assertThat(heard.beside)
        .containsExactly("0 calls [{\"id\":\"a\",\"index\":0},{\"id\":\"b\",\"index\":1}]");
  }

  @Test
  void logProbabilitiesComeBeforeTheirText() {
    var heard = new Heard();
    String he = "{\"token\":\"H\u00e9\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":[]}";
    String llo = "{\"token\":\"l\\\\lo\",\"logprob\":-1.0E-4,\"bytes\":[108,108,111]}";
    String body =
        "data: {\"choices\":[{\"delta\":{\"content\":\"H\u00e9llo\"},\"logprobs\":{\"content\":[%s,%s]}}]}\n\n"
                .formatted(he, llo)
            + "data:"
            + " {\"choices\":[{\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n";
    assertThat(read(heard, body)).isEqualTo(new Outcome.Ended(Finish.STOP, null));
    assertThat(heard.beside).containsExactly("0 token H\u00e9 " + he, "0 token llo " + llo);
    assertThat(heard.text).hasToString("H\u00e9llo");
  }
}
