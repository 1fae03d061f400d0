package dev.staircase.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/staircase/server/page");

  @Test
  void theIndexNamesEveryFile() throws IOException {
    try (var files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("index"))
              .toList();
      assertThat(Files.readAllLines(FOLDER.resolve(PageFiles.INDEX)))
          .as("the file %s, which names all others beside it, one a line", PageFiles.INDEX)
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void bothFormsOfAFileAreTheSame() throws IOException {
    for (PageFile file : PageFiles.all().values()) {
      try (var unzip = new GZIPInputStream(new ByteArrayInputStream(file.zipped().getBytes()))) {
        assertThat(Buffer.buffer(unzip.readAllBytes())).isEqualTo(file.plain());
      }
    }
  }

  @Test
  void noFileNamesASourceMapThatIsNotThere() {
    assertThat(PageFiles.all().values())
        .noneMatch(file -> file.plain().toString(UTF_8).contains("# sourceMappingURL="));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|false",
        "gzip|true",
        "deflate, GZIP;q=0.5, br|true",
        "gzip;q=0|false",
        "gzip; q=0.000|false",
        "gzip;q=1.0|true",
        "identity|false",
        "x-gzipped|false"
      })
  void gzipIsForWhoTakesIt(String codings, boolean zipped) {
    assertThat(PageFile.zippedFor(codings)).isEqualTo(zipped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|false",
        "TAG|true",
        "W/TAG|true",
        "\"other\", W/TAG|true",
        "*|true",
        "\"other\"|false"
      })
  void aFileIsKnownByItsTag(String tags, boolean held) {
    PageFile file = PageFile.of("a.css", "a {}".getBytes(UTF_8));
    String hash = file.tag().substring("W/".length());
    assertThat(file.isHeldBy(tags == null ? null : tags.replace("TAG", hash))).isEqualTo(held);
    assertThat(PageFile.of("b.css", "b {}".getBytes(UTF_8)).tag()).isNotEqualTo(file.tag());
  }
}
