package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a text becomes when a model goes on with it, as `seam/cases.txt` tells, however what the
/// model says is split into deltas.
class SeamTest {
  private static final Path CASES = Path.of("src", "test", "resources", "seam", "cases.txt");
  private static final String RESTART = "RESTART";
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S{0,4}");
  private static final Pattern CODE = Pattern.compile("\\\\u(\\p{XDigit}{4})");
  private static final Pattern TURN = Pattern.compile(" \\((same|new) turn\\)$");

  record Case(
      String name, String before, String gap, boolean sameTurn, String said, String joined) {
    @Override
    public String toString() {
      return name + (sameTurn ? " (same turn)" : " (new turn)");
    }
  }

  static Stream<Case> cases() throws IOException {
    String text =
        CODE.matcher(Files.readString(CASES).replace("\n  ", " "))
            .replaceAll(code -> Character.toString(HexFormat.fromHexDigits(code.group(1))));
    String[] blocks = text.split("\n# ");
    return Stream.of(blocks).skip(1).flatMap(SeamTest::read);
  }

  private static Stream<Case> read(String block) {
    String title = block.lines().findFirst().orElseThrow();
    return Stream.of(true, false)
        .filter(same -> !TURN.matcher(title).find() || title.endsWith("(same turn)") == same)
        .map(same ->
            new Case(
                TURN.matcher(title).replaceFirst(""),
                line(block, "before"),
                block.contains("\ngap:") ? line(block, "gap") : " ",
                same,
                line(block, "said"),
                line(block, "joined")));
  }

  private static String line(String block, String key) {
    return block
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).replaceFirst("^ ", "").translateEscapes())
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("%s: expected a line '%s:' in%n%s".formatted(CASES, key, block)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void joined(Case c) {
    for (List<String> deltas : splits(c.said())) {
      assertThat(joined(c, deltas)).as("in the deltas %s", deltas).isEqualTo(c.joined());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRestartCanBeTakenAsItIs(Case c) {
    Seam seam = new Seam(c.before(), c.gap(), c.gap(), c.sameTurn());
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

  @Test
  void swallowedCharactersAreCounted() {
    Seam seam = new Seam("The sky is blue because air scatters", " ", " ", true);
    assertThat(seam.accept("<|im_end|>\n because air scatters light")).isEqualTo(" light");
    assertThat(seam.swallowed()).isEqualTo("<|im_end|>\n because air scatters".length());
  }

  private static String joined(Case c, List<String> deltas) {
    Seam seam = new Seam(c.before(), c.gap(), c.gap(), c.sameTurn());
    StringBuilder joined = new StringBuilder(c.before());
    for (int i = 0; i < deltas.size() && !seam.restarted(); i++) {
      joined.append(seam.accept(deltas.get(i)));
    }
    joined.append(seam.finish());
    return seam.restarted() ? RESTART : joined.toString();
  }

  /// In one, in two at every place, in pieces of equal length, in tokens.
  private static List<List<String>> splits(String said) {
    int[] points = said.codePoints().toArray();
    List<List<String>> splits = new ArrayList<>();
    for (int at = 0; at <= points.length; at++) {
      splits.add(List.of(text(points, 0, at), text(points, at, points.length)));
    }
    for (int size : new int[] {1, 2, 3, 5, 8}) {
      splits.add(
          IntStream.iterate(0, at -> at < points.length, at -> at + size)
              .mapToObj(at -> text(points, at, Math.min(at + size, points.length)))
              .toList());
    }
    splits.add(TOKEN.matcher(said).results().map(token -> token.group()).toList());
    return splits;
  }

  private static String text(int[] points, int from, int to) {
    return new String(points, from, to - from);
  }
}
