package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// What comes before each `|` ends a word.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "one| two| three",
        " one|  two| ",
        "cafe\u0301| now| x",
        "\u5929|\u7a7a|\u3002\u306f|",
        "\u304b\u3099\u304d|\u304b|",
        "\u845b\udb40\udd00\u57ce|",
        "\uff76\uff9e\uff77|",
        "\u0e17\u0e49\u0e2d\u0e07\u0e1f\u0e49\u0e32| \u0e2a\u0e35",
        "\ud558\ub298\uc740| \ud478",
        "see| https://example.org/a_b?c=d&e=%20f#g| now",
        "call| foo_bar.bazQux(x,y)[i++];|\n",
        "**bold**| _it_| `code`| [a](b)|\n-| x",
        "\ud83d\ude00\ud83d\ude00| \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67| x",
        "3.14| 1,000| 2024-01-01|\n",
      })
  void everyWordEnd(String marked) {
    String text = marked.replace("|", "");
    String found =
        IntStream.rangeClosed(1, text.length())
            .mapToObj(at -> text.charAt(at - 1) + (Words.firstEnd(text, at) == at ? "|" : ""))
            .collect(Collectors.joining());
    assertThat(found).isEqualTo(marked);
  }

  /// Without a space, where every character is a place to go wrong.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\uddef\ud83c\uddf5",
        "1\ufe0f\u20e3",
        "\ud83d\udc4d\ud83c\udffd",
        "\u2764\ufe0f",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f",
        "e\u0301\u0323",
        "\u0928\u093f",
        "\u0915\u094d\u0937",
        "\u0e19\u0e33",
        "\u1112\u1161\u11ab",
        "\uac00\u11a8",
        "\u0600\u0661",
        "\u845b\udb40\udd00",
        "\u304b\u3099",
        "\ud835\udd4f",
      })
  void longWordsAreCutBetweenWhatIsSeenAsCharacters(String character) {
    for (String text :
        new String[] {
          character.repeat(60), "x" + character.repeat(60), ("xy" + character).repeat(40)
        }) {
      var borders = Pattern.compile("\\X").matcher(text).results().map(MatchResult::end).toList();
      for (int at = 1; at <= text.length(); at++) {
        int first = Words.firstEnd(text, at);
        int last = Words.lastEnd(text, 0, at);
        assertThat(first < 0 || borders.contains(first)).as("%s: %d", text, first).isTrue();
        assertThat(last == 0 || borders.contains(last)).as("%s: %d", text, last).isTrue();
      }
    }
  }

  /// What comes before each `|` ends a sentence, as far as can be told.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The sky is blue.| Air is thin.",
        "The sky is blue.| Air is thin.| \u00c4ther",
        "Why?| Because!| So",
        "Why?!| Because...| So",
        "\"Why?\"| (Because.)| **So.**| And",
        "\u201cWhy?\u201d he",
        "Hm \u2026 so it is",
        "Well... then it is.| And",
        "e.g. Newton, i.e. Isaac, vs. Dr. Hooke, cf. Fig. 3",
        "z. B. Licht, d. h. Wellen, bzw. Farben",
        "J. R. Smith and U.S. Army",
        "It is 3.14 or 2.71.8 or so",
        "3. Then",
        "1. Open the box.|\n2. Take it",
        "In 1871.| Then",
        "World War II. It",
        "See https://example.org/a.b and Main.java. it",
        "Run Main.java.| Then",
        "# A heading|\n\nText|\n- item|\n- item",
        "one|  \n two",
        "a|\r\nb",
        "\u5929\u7a7a\u3002|\u662f\uff01|\u300c\u662f\uff1f\u300d|\u597d",
        "\u5929\u7a7a\u3002",
        "\u662f\uff1f\uff01|\u597d",
        "\u0647\u0644\u061f| \u0646\u0639\u0645",
        "the end.",
        "the end. ",
        "approx. five",
        "Yes, no.| (Or so.)| Then",
        ". . .",
        "",
      })
  void everySentenceEnd(String marked) {
    String text = marked.replace("|", "");
    String found =
        IntStream.rangeClosed(1, text.length())
            .mapToObj(at ->
                text.charAt(at - 1) + (Words.lastSentenceEnd(text, at - 1, at) == at ? "|" : ""))
            .collect(Collectors.joining());
    assertThat(found).isEqualTo(marked);
  }

  @Test
  void theLastSentenceEndIsInTheStretch() {
    String text = "One. Two. Three";
    assertThat(Words.lastSentenceEnd(text, 0, text.length())).isEqualTo(9);
    assertThat(Words.lastSentenceEnd(text, 0, 9)).isEqualTo(9);
    assertThat(Words.lastSentenceEnd(text, 0, 8)).isEqualTo(4);
    assertThat(Words.lastSentenceEnd(text, 4, 8)).isEqualTo(4);
    assertThat(Words.lastSentenceEnd(text, 9, text.length())).isEqualTo(9);
  }

  @Test
  void aSentenceEndStaysOneAsTheTextGrows() {
    String text =
        "e.g. Dr. No said: \"Hm... no.\" Why? 3.14!\n\n"
            + "1. So it is, approx. (here). \u597d\u3002\u300d\u662f";
    for (int length = 1; length <= text.length(); length++) {
      String begun = text.substring(0, length);
      int end = Words.lastSentenceEnd(begun, 0, length);
      assertThat(Words.lastSentenceEnd(text, Math.max(0, end - 1), Math.max(1, end)))
          .as("'%s'", begun)
          .isEqualTo(end);
    }
  }
}
