package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The table of wrong files in `wrong.txt`: `=== what is wrong`, the file, `---`, every message
/// that it gives.
final class WrongFilesTest {
  private static final Map<String, String> ENV =
      Map.of("KEY", "sk-very-secret", "EMPTY", "", "NAME", "n");

  private static final Pattern ROW = Pattern.compile("(?m)^=== ");

  private record Row(String name, String yaml, String messages) {}

  @TestFactory
  Stream<DynamicTest> wrongFilesGiveTheirMessages() throws IOException {
    return rows().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(), () -> assertThat(messages(row)).isEqualTo(row.messages())));
  }

  @Test
  void theTableIsThereAndShowsNoSecret() throws IOException {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(rows())
        .allSatisfy(row -> assertThat(messages(row)).isNotEmpty().doesNotContain("secret"));
  }

  private static String messages(Row row) {
    var refused =
        catchThrowableOfType(ConfigException.class, () -> Config.parse(row.yaml(), "f.yaml", ENV));
    assertThat(refused).as("a file that is wrong").isNotNull();
    return Objects.requireNonNull(refused.getMessage());
  }

  private static List<Row> rows() throws IOException {
    String table;
    try (InputStream in =
        Objects.requireNonNull(WrongFilesTest.class.getResourceAsStream("wrong.txt"))) {
      table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Row> rows = new ArrayList<>();
    for (String block : ROW.splitAsStream(table).filter(row -> !row.isBlank()).toList()) {
      int name = block.indexOf('\n');
      int split = block.indexOf("\n---\n", name);
      assertThat(split).as("a line --- in the row " + block).isGreaterThanOrEqualTo(0);
      String yaml = block.substring(Math.min(name + 1, split), split) + "\n";
      rows.add(
          new Row(
              block.substring(0, name), yaml, block.substring(split + "\n---\n".length()).strip()));
    }
    return rows;
  }
}
