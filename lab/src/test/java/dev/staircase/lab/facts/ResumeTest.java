package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumeTest {
  private static final List<String> KNOWN = List.of("The sky is blue.", "The sea is, too.");

  /// Nothing is left to say but the rest of the sentence that breaks off.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'The' | ' sky is blue.'",
        "'The sea' | ' is, too.'",
        "'The sky is blue. The' | ' sea is, too.'",
        "'The sky is blue. The s' | 'ea is, too.'",
        "'The sea is, too. The' | ' sky is blue.'",
        "'The sky is blue.' | ''",
      })
  void aBegunSentenceIsOneThatWasNotSaid(String said, String rest) {
    assertThat(Resume.after(said, KNOWN, text -> List.of(), "")).isEqualTo(rest);
  }
}
