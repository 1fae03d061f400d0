package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final String SMILE = "\ud83d\ude00";
  private static final String LONG = "x".repeat(100);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"one two three\", 0, 13, 7",
        "\"one two three \", 0, 14, 13",
        "\"one two three\", 0, 7, 7",
        "\"one two three\", 0, 6, 3",
        "\"one two three\", 3, 6, 3",
        "\"one\", 0, 3, 0",
        "\"one  two\", 0, 5, 3",
        "\"\u5929\u7a7a\", 0, 2, 2",
        "\"\u5929\u7a7a\", 0, 1, 1",
        "\"\u30e9\u30a4\u30c8 x\", 0, 5, 3",
        "\"a\u5929b\", 0, 3, 2",
      })
  void theLastWordEnd(String text, int from, int to, int end) {
    assertThat(Words.lastEnd(text, from, to)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"one two\", 0, 3",
        "\"one two\", 3, 3",
        "\"one two\", 4, -1",
        "\" one two\", 1, 4",
        "\"one\", 0, -1",
        "\"one\", 3, -1",
        "\"  \", 0, -1",
        "\"\u5929\u7a7a\", 1, 1",
        "\"x\u5929\u7a7a\", 0, 2",
      })
  void theFirstWordEnd(String text, int from, int end) {
    assertThat(Words.firstEnd(text, from)).isEqualTo(end);
  }

  @Test
  void longWordsAreCutSomewhereButNeverInsideACharacter() {
    assertThat(Words.lastEnd(LONG, 0, 80)).isEqualTo(80);
    assertThat(Words.firstEnd(LONG, 10)).isEqualTo(Words.LONGEST_WORD);
    String smiles = SMILE.repeat(50);
    assertThat(Words.lastEnd(smiles, 0, 81)).isEqualTo(80);
    assertThat(Words.lastEnd("x" + smiles, 0, 80)).isEqualTo(79);
    assertThat(Words.firstEnd("x" + smiles, 0)).isEqualTo(65);
  }

  @Test
  void aCutCharacterAtTheEndIsLeftOut() {
    assertThat(Words.lastEnd("x".repeat(70) + "\ud83d", 0, 71)).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({"\u7a7a,true", "\u3067\u3059\u3002,true", "\uff01,true", "end.,false", "'',false"})
  void noSpaceIsDueAfterChineseAndJapanese(String text, boolean alone) {
    assertThat(Words.endsAlone(text)).isEqualTo(alone);
  }
}
