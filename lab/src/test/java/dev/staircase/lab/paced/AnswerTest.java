package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "one two three | 0 | none      | one two three | stop",
        "one two three | 2 | none      | one two       | length",
        "one two three | 3 | none      | one two three | length",
        "one two three | 4 | none      | one two three | stop",
        "one two three | 0 | o th      | one tw        | stop",
        "one two three | 0 | three,two | \"one \"      | stop",
        "one two three | 1 | two       | one           | length",
        "one two three | 0 | one       | \"\"          | stop",
      })
  void endsWhereItIsTold(String text, int max, String stops, String expected, String finish) {
    var list = stops.equals("none") ? List.<String>of() : List.of(stops.split(","));
    var answer = Answer.of(text, max, list);
    assertThat(String.join("", answer.tokens())).isEqualTo(expected);
    assertThat(answer.finish()).isEqualTo(finish);
  }
}
