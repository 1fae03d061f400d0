package dev.staircase.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.config.Config;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the page, as browsers and others ask for them.
class PageTest {
  private static Rig rig;

  /// Wants keys for all but the page's files.
  @BeforeAll
  static void start() {
    Books books = new Books();
    rig = rig("", new Operations(books, books, null, null));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /// @param server keys of `server`, in YAML
  private static Rig rig(String server, Operations operations) {
    String yaml = Rig.TRIO + "server: { " + server + " }\n";
    var settings = Config.parse(yaml, "test.yaml", Map.of("BASE_URL", "http://h/v1")).server();
    return new Rig(Rig.paced(), Rig.TRIO, Rig.USUAL, settings, operations);
  }

  private static HttpRequest.Builder ask(String path) {
    return HttpRequest.newBuilder(rig.url(path)).timeout(Rig.PATIENCE);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html, <html",
    "/page/index.html, text/html, <html",
    "/page/style.css, text/css, {",
    "/page/main.js, text/javascript, await",
    "/page/lib/marked.js, text/javascript, export",
    "/page/lib/purify.js, text/javascript, export",
    "/page/lib/highlight.js, text/javascript, hljs",
    "/page/lib/chart.js, text/javascript, Chart"
  })
  void aFileNeedsNoKeyAndSaysWhatItIs(String path, String type, String within) throws Exception {
    HttpResponse<String> file = rig.get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).contains(within);
    assertThat(header(file, "Content-Type")).isEqualTo(type + "; charset=utf-8");
    assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(file, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(file, "Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/lib/marked.js", "/page/nothing.js", "/v1/staircase/page"})
  void browsersAreToldToTakeNothingFromElsewhere(String path) throws Exception {
    HttpResponse<String> file = rig.get(path);
    assertThat(header(file, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(file, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(file, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(file, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @Test
  void whoHasAFileIsNotSentItAgain() throws Exception {
    String tag = header(rig.get("/page/main.js"), "ETag");
    HttpResponse<String> again =
        rig.send(ask("/page/main.js").header("If-None-Match", tag).build());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(header(again, "X-Content-Type-Options")).isEqualTo("nosniff");
    HttpResponse<String> other =
        rig.send(ask("/page/style.css").header("If-None-Match", tag).build());
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void whoTakesGzipIsSentLess() throws Exception {
    HttpResponse<byte[]> zipped =
        rig.http.send(
            ask("/page/lib/chart.js").header("Accept-Encoding", "br, gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertThat(new String(plain, UTF_8)).isEqualTo(rig.get("/page/lib/chart.js").body());
    assertThat(zipped.body().length).isLessThan(plain.length / 2);
  }

  @Test
  void headIsGetWithoutABody() throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      for (int i = 0; i < 2; i++) {
        raw.send("HEAD /page/main.js HTTP/1.1\r\nHost: t\r\n\r\n");
        int length = rig.get("/page/main.js").body().length();
        assertThat(raw.readUntil("\r\n\r\n").toLowerCase(Locale.ROOT))
            .startsWith("http/1.1 200 ")
            .contains("content-length: " + length, "etag: w/", "text/javascript");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/page/",
        "/page/lib/",
        "/page/index",
        "/page/nothing.js",
        "/page/../page/main.js",
        "/page/../../../../etc/passwd",
        "/page/%2e%2e/api/ApiError.class",
        "/page/..%2fRoutes.class",
        "/page/%6dain.js",
        "/page/PageFiles.class",
        "/page/lib/../main.js",
        "/page/lib/marked.esm.js",
        "/page//main.js",
        "//page/main.js",
        "/page/main.js/",
        "/page/main.js%00",
        "/page/..\\main.js",
        "/v1/page/main.js",
        "/favicon.ico"
      })
  void nothingElseIsThere(String path) throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void filesAreReadAndNothingElse() throws Exception {
    HttpRequest post = ask("/page/main.js").POST(BodyPublishers.noBody()).build();
    assertThat(rig.send(post).statusCode()).isEqualTo(404);
  }

  @Test
  void thePageCanBeSwitchedOff() throws Exception {
    try (Rig without = rig("page: false", Operations.NONE)) {
      assertThat(without.get("/").statusCode()).isEqualTo(404);
      assertThat(without.get("/page/main.js").statusCode()).isEqualTo(404);
      HttpResponse<String> about = without.get("/v1/staircase/page");
      assertThat(about.statusCode()).isEqualTo(404);
      assertThat(RefusalContractTest.error(about).get("message").stringValue())
          .contains("server.page");
      assertThat(without.get("/v1/models").statusCode()).isEqualTo(200);
    }
  }
}
