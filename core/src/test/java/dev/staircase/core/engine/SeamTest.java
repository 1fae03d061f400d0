package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is appended to a text when a model goes on with it, however its answer is split into
/// deltas.
class SeamTest {
  private static final String SKY = "The sky is blue because air scatters";
  private static final String FULL = "The sky is blue. Air scatters the short waves.";
  private static final String RESTARTED = "(restarted)";

  record Case(
      String name, String before, String gap, boolean sameTurn, String said, String appended) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Arguments go(
      String name, String before, String gap, String said, String appended) {
    return Arguments.of(new Case(name, before, gap, true, said, appended));
  }

  private static Arguments turn(
      String name, String before, String gap, String said, String appended) {
    return Arguments.of(new Case(name, before, gap, false, said, appended));
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        go("goes on", SKY, " ", " light in all directions.", " light in all directions."),
        go(
            "goes on without the space",
            SKY,
            " ",
            "light in all directions.",
            " light in all directions."),
        go("goes on inside a word", "The sky is beau", "", "tiful today.", "tiful today."),
        go("punctuation needs no space", SKY, " ", ", mostly.", ", mostly."),
        go("quotes need one", SKY, " ", "\"light\".", " \"light\"."),
        go("an emoji needs one", SKY, " ", "\ud83c\udf08 light", " \ud83c\udf08 light"),
        go("white space is there already", SKY + " ", "", "light", "light"),
        go("a line break stays", SKY, " ", "\n\n- light", "\n\n- light"),
        go("a lost line break comes back", SKY, "\n", "- light", "\n- light"),
        go("Chinese", "\u5929\u7a7a\u662f", "", "\u84dd\u8272\u7684", "\u84dd\u8272\u7684"),
        go("code", "int x =", " ", "f(y) {\n  return;\n}", " f(y) {\n  return;\n}"),
        go("echo", SKY, " ", SKY + " light.", " light."),
        go("echo and nothing more", SKY, " ", SKY, ""),
        go("echo broken off", SKY, " ", SKY.substring(0, 20), ""),
        go("a short echo", "The", " ", "The sky", " sky"),
        turn("echo in a new turn", SKY, " ", SKY + " light.", " light."),
        go("last words again", SKY, " ", "because air scatters light.", " light."),
        go(
            "last words again, with their space",
            SKY,
            " ",
            " because air scatters light.",
            " light."),
        go(
            "last words again, a name first",
            "This is Rayleigh scattering",
            " ",
            "Rayleigh scattering of light",
            " of light"),
        go(
            "last sentence again",
            FULL,
            " ",
            "Air scatters the short waves. So it is.",
            " So it is."),
        turn(
            "last sentence again in a new turn",
            FULL,
            " ",
            "Air scatters the short waves. So it is.",
            " So it is."),
        go(
            "two short words are no repeat",
            SKY + " it so",
            " ",
            " it so happens",
            " it so happens"),
        go(
            "one long word is no repeat",
            "Such a misunderstanding",
            " ",
            " misunderstanding is rare",
            " misunderstanding is rare"),
        go(
            "words from the middle are no repeat",
            FULL,
            " ",
            " The sky is red, too.",
            " The sky is red, too."),
        go(
            "similar words are no repeat",
            SKY,
            " ",
            " because air scattered it.",
            " because air scattered it."),
        go("template token", SKY, " ", "<|im_start|>assistant\nlight.", " light."),
        go("template token, space kept", SKY, "", "<|im_start|>assistant\n light.", " light."),
        go(
            "end token and start token",
            SKY,
            " ",
            "<|im_end|>\n<|im_start|>assistant\nlight.",
            " light."),
        go("instruction mark", SKY, " ", "[/INST] light.", " light."),
        go("token and echo", SKY, " ", "<|assistant|>" + SKY + " light.", " light."),
        go("token cut off inside its role", SKY, " ", "<|im_start|>assi", ""),
        go("less-than is no token", "if x", " ", "< y then", "< y then"),
        go("a bracket is no token", "an array", " ", "[1, 2]", " [1, 2]"),
        go("fresh sentence mid-sentence", SKY, " ", "Light is scattered.", RESTARTED),
        go("an opener mid-sentence", SKY, " ", "Sure, here is the rest: light.", RESTARTED),
        go("a token and an opener", SKY, " ", "<|im_start|>assistant\nSure, light", RESTARTED),
        go("after a comma", "Well,", " ", " Certainly! Light", RESTARTED),
        turn(
            "a name may follow in a new turn",
            "It was",
            " ",
            "Rayleigh who found it.",
            " Rayleigh who found it."),
        go(
            "a name with its space",
            "It was",
            " ",
            " Rayleigh who found it.",
            " Rayleigh who found it."),
        go("an acronym", "built by", " ", "NASA in 1969", " NASA in 1969"),
        go("a sentence after a sentence", FULL, " ", "So it is.", " So it is."),
        go(
            "begins like the text and differs",
            FULL,
            " ",
            "The sky is blue. Air is thin.",
            RESTARTED),
        go("nothing", SKY, " ", "", ""));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsAppended(Case c) {
    for (int size : new int[] {1, 2, 3, 7, 1000}) {
      assertThat(appended(c, size)).as("in pieces of %d", size).isEqualTo(c.appended());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRestartCanBeTakenAsItIs(Case c) {
    Seam seam = new Seam(c.before(), c.gap(), c.sameTurn());
    String first = seam.accept(c.said()) + seam.finish();
    if (seam.restarted()) {
      assertThat(first).isEmpty();
      assertThat(seam.asItIs())
          .isEqualTo("\n\n" + c.said().replace("<|im_start|>assistant", "").strip());
      assertThat(seam.accept(" more")).isEqualTo(" more");
    } else {
      assertThat(seam.open()).isTrue();
    }
  }

  private static String appended(Case c, int size) {
    Seam seam = new Seam(c.before(), c.gap(), c.sameTurn());
    StringBuilder appended = new StringBuilder();
    int[] characters = c.said().codePoints().toArray();
    for (int i = 0; i < characters.length && !seam.restarted(); i += size) {
      appended.append(
          seam.accept(new String(characters, i, Math.min(size, characters.length - i))));
    }
    if (!seam.restarted()) {
      appended.append(seam.finish());
    }
    return seam.restarted() ? RESTARTED : appended.toString();
  }
}
