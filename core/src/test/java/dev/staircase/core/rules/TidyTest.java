package dev.staircase.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What keeps the whole repository readable: short files, packages that say what they are, nothing
/// left over, and a map that names what is there.
final class TidyTest {
  private static final int MOST_LINES = 500;
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b");
  private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\(");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern MARKED_PACKAGE =
      Pattern.compile("(?m)^@NullMarked\\s+package ([\\w.]+);");
  private static final Pattern KNOWN_TYPE =
      Pattern.compile("(?m)\\b(?:class|record|interface|enum) (\\w+)|^import [\\w.]+\\.(\\w+);");

  /// A type in back-ticks, with or without a member; a name in capitals is a constant.
  private static final Pattern TYPE_NAME =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:[.#(][^`\\s]*)?`");

  /// A path with an extension, in back-ticks or as the target of a link; from the root, or its end.
  private static final Pattern PATH_NAME =
      Pattern.compile(
          "(?:`|\\]\\()(?:\\./)?(\\.?\\w[\\w./-]*/[\\w-]+\\.\\w+|\\w+\\.(?:java|md))[`)]");

  private static final Map<String, String> SOURCES = new TreeMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (var modules = Files.list(Checkout.root())) {
      for (var src : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(src)) {
          readSources(src);
        }
      }
    }
    assertThat(SOURCES).hasSizeGreaterThan(10);
  }

  private static void readSources(Path src) throws IOException {
    try (var files = Files.walk(src)) {
      for (var file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        var path = Checkout.root().relativize(file).toString().replace('\\', '/');
        SOURCES.put(path, Files.readString(file));
      }
    }
  }

  @Test
  void filesAreShort() {
    assertThat(offenders(text -> text.lines().skip(MOST_LINES).limit(1).toList()))
        .as("files of more than %d lines (is each one thing?)", MOST_LINES)
        .isEmpty();
  }

  @Test
  void nothingIsLeftOver() {
    assertThat(offenders(text -> matches(LEFT_OVER, text))).as("left-over marks").isEmpty();
  }

  @Test
  void nobodySleeps() {
    assertThat(offenders(text -> matches(SLEEP, text)))
        .as("sleeping threads (wait for the thing itself, or move the clock)")
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    var marked =
        SOURCES.values().stream().flatMap(text -> matches(MARKED_PACKAGE, text).stream()).toList();
    assertThat(
            offenders(text ->
                matches(PACKAGE, text).stream().filter(name -> !marked.contains(name)).toList()))
        .as("packages without a package-info.java with @NullMarked")
        .isEmpty();
  }

  @Test
  void theMapNamesWhatIsThere() throws IOException {
    var map = Checkout.root().resolve("ARCHITECTURE.md");
    if (Files.exists(map)) {
      assertThat(unknownNames(Files.readString(map)))
          .as("names in ARCHITECTURE.md of types and paths that are nowhere")
          .isEmpty();
    }
  }

  @Test
  void namesThatAreNowhereAreFound() {
    var text =
        "`TidyTest`, `Checkout.root()`, `List`, `core/pom.xml`, `NEW_TURN`, `/v1/models.json`,"
            + " `testing/Golden.java`, [a](core/pom.xml): there. `Nowhere`, `Tidy.test`,"
            + " `core/none.xml`, `rules/Golden.java` and [b](none/none.md): not there.";
    assertThat(unknownNames(text))
        .containsExactly("Nowhere", "Tidy", "core/none.xml", "rules/Golden.java", "none/none.md");
  }

  private static List<String> unknownNames(String text) {
    var known =
        SOURCES.values().stream().flatMap(source -> matches(KNOWN_TYPE, source).stream()).toList();
    var unknown = new ArrayList<>(matches(TYPE_NAME, text));
    unknown.removeIf(known::contains);
    matches(PATH_NAME, text).stream().filter(path -> !exists(path)).forEach(unknown::add);
    return unknown;
  }

  private static boolean exists(String path) {
    return Files.exists(Checkout.root().resolve(path))
        || SOURCES.keySet().stream().anyMatch(source -> source.endsWith("/" + path));
  }

  /// The first group that each match of `pattern` in `text` has.
  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(TidyTest::firstGroup).toList();
  }

  private static String firstGroup(MatchResult match) {
    return Stream.iterate(1, group -> group <= match.groupCount(), group -> group + 1)
        .filter(group -> match.start(group) >= 0)
        .map(match::group)
        .findFirst()
        .orElseGet(match::group);
  }

  /// What `search` finds in each source, by path, where it finds anything.
  private static Map<String, List<String>> offenders(Function<String, List<String>> search) {
    var found = new TreeMap<String, List<String>>();
    SOURCES.forEach((path, text) -> found.put(path, search.apply(text)));
    found.values().removeIf(List::isEmpty);
    return found;
  }
}
