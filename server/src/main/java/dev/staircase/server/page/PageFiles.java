package dev.staircase.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// All files of the page by the path that they are asked for at. Read once: no request ever leads
/// to a file's name.
public final class PageFiles {
  /// The names of the page's own files, one a line; they stand beside this class.
  static final String INDEX = "index";

  private PageFiles() {}

  public static Map<String, PageFile> all() {
    return Loaded.FILES;
  }

  private static final class Loaded {
    static final Map<String, PageFile> FILES = load();
  }

  /// A library of which the page loads one file.
  ///
  /// @param group the one that its WebJar has in Maven
  /// @param path of the file, below the version
  private record Library(String group, String artifact, String path) {
    byte[] read() throws IOException {
      var about = new Properties();
      try (InputStream in =
          open("/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))) {
        about.load(in);
      }
      String file =
          "/META-INF/resources/webjars/%s/%s/%s"
              .formatted(artifact, about.getProperty("version"), path);
      String source = new String(bytes(file), UTF_8);
      return source.replaceAll("(?m)^//# sourceMappingURL=.*$", "").getBytes(UTF_8);
    }
  }

  /// By the names that the page has for them.
  private static final Map<String, Library> LIBRARIES =
      Map.of(
          "marked.js", new Library("org.webjars.npm", "marked", "lib/marked.esm.js"),
          "purify.js", new Library("org.webjars.npm", "dompurify", "dist/purify.es.mjs"),
          "highlight.js", new Library("org.webjars", "highlightjs", "highlight.min.js"),
          "chart.js", new Library("org.webjars.npm", "chart.js", "dist/chart.umd.min.js"));

  private static Map<String, PageFile> load() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    try {
      for (String name : new String(bytes(INDEX), UTF_8).lines().toList()) {
        files.put("/page/" + name, PageFile.of(name, bytes(name)));
      }
      for (Map.Entry<String, Library> library : LIBRARIES.entrySet()) {
        String name = library.getKey();
        files.put("/page/lib/" + name, PageFile.of(name, library.getValue().read()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.put("/", Objects.requireNonNull(files.get("/page/index.html"), "index.html"));
    return Collections.unmodifiableMap(files);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(PageFiles.class.getResourceAsStream(resource), resource);
  }
}
