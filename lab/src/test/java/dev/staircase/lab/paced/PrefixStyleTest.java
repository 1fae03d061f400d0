package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixStyleTest {
  private static final String PARTIAL = "{\"role\":\"assistant\",\"content\":\"w1 w2\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // style                | flags of the body | of the message | what is sent
        "trailing               | none              | none   | continues",
        "trailing-echo          | none              | none   | repeats",
        "continue-final-message | none              | none   | anew",
        "continue-final-message | both              | none   | continues",
        "continue-final-message | continue          | none   | exclude each other",
        "prefix-flag            | none              | none   | \"prefix\": true",
        "prefix-flag            | none              | prefix | continues",
        "prefix-flag-echo       | none              | prefix | repeats",
        "prefix-flag-echo       | none              | none   | \"prefix\": true",
        "close-turn             | both              | prefix | anew",
        "user-message           | none              | none   | anew",
        "reject                 | none              | none   | prefill is not supported",
      })
  void takesAPartialMessageInItsWay(String style, String body, String message, String expected) {
    var flags =
        switch (body) {
          case "both" -> ",\"continue_final_message\":true,\"add_generation_prompt\":false";
          case "continue" -> ",\"continue_final_message\":true";
          default -> "";
        };
    var last = PARTIAL + (message.equals("prefix") ? ",\"prefix\":true}" : "}");
    var request = request(last, flags);
    if (expected.contains(" ")) {
      assertThatThrownBy(() -> PrefixStyle.of(style).turn(request))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(expected);
      return;
    }
    var turn = PrefixStyle.of(style).turn(request);
    var text = new Writing.Fixed(3).next(turn.conversation(), null);
    assertThat(turn.echo() + text).isEqualTo(expected.equals("continues") ? " w3" : "w1 w2 w3");
    assertThat(turn.echo()).isEqualTo(expected.equals("repeats") ? "w1 w2" : "");
    assertThat(turn.rendered().endsWith("w1 w2")).isEqualTo(!expected.equals("anew"));
  }

  @ParameterizedTest
  @CsvSource({"trailing", "prefix-flag", "close-turn", "reject", "user-message"})
  void answersAUserInEveryStyle(String style) {
    var turn = PrefixStyle.of(style).turn(request("{\"role\":\"user\",\"content\":\"hi\"}", ""));
    assertThat(turn.continues()).isFalse();
    assertThat(turn.rendered()).endsWith("<|user|>\nhi<|end|>\n<|assistant|>\n");
  }

  private static ChatRequest request(String last, String flags) {
    return RequestReader.read(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"ask\"},%s]%s}"
            .formatted(last, flags),
        false);
  }
}
