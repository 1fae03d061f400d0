package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrapTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''             | 5 | ''",
        "one two        | 5 | one/two",
        "one two        | 7 | one two",
        "one  two       | 8 | one  two",
        "abcdefgh       | 3 | abc/def/gh",
        "a bcdefgh      | 3 | a/bcd/efg/h",
        "空が青い         | 5 | 空が/青い",
        "éà éa          | 4 | éà/éa",
        "one/two        | 9 | one/two",
      })
  void breaksBetweenWords(String text, int width, String lines) {
    assertThat(Wrap.lines(text.replace('/', '\n'), width)).isEqualTo(List.of(lines.split("/", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ab|4|'ab  '", "abcde|4|abcd", "空空空|5|'空空 '"})
  void fitsToAWidth(String text, int width, String fitted) {
    assertThat(Wrap.fit(text, width)).isEqualTo(fitted);
  }
}
