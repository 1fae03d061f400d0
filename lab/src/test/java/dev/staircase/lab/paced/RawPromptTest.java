package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPromptTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\nBecause of",
        """
        <|start_header_id|>user<|end_header_id|>

        Why?<|eot_id|><|start_header_id|>assistant<|end_header_id|>

        Because of\
        """,
        "<start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\nBecause of",
        "<|user|>\nWhy?<|end|>\n<|assistant|>\nBecause of",
        "[INST] Why? [/INST] Because of",
        "User: Why?\n\nAssistant: Because of"
      })
  void readsTemplatesBack(String prompt) {
    assertThat(RawPrompt.messages(prompt))
        .containsExactly(Message.user("Why?"), Message.assistant("Because of"));
  }

  @Test
  void anEmptyPartialTextIsOne() {
    assertThat(RawPrompt.messages("<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n"))
        .isEqualTo(List.of(Message.user("Why?"), Message.assistant("")));
  }

  @Test
  void aBarePromptIsAUsers() {
    assertThat(RawPrompt.messages("Why?\n")).containsExactly(Message.user("Why?\n"));
    assertThat(RawPrompt.messages("")).containsExactly(Message.user(""));
  }
}
