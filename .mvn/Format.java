import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Formats the Java sources of the whole repository with google-java-format, or says which ones it
/// would change. Run by the build, with `check` or `fix` as its only argument.
class Format {
  public static void main(String[] args) throws Exception {
    var mode = args.length == 1 ? args[0] : "";
    var options =
        switch (mode) {
          case "check" -> Stream.of("--dry-run", "--set-exit-if-changed");
          case "fix" -> Stream.of("--replace");
          default -> throw new IllegalArgumentException("-Dformat must be check or fix: " + mode);
        };
    var files = sources().stream();
    var out = new PrintWriter(System.err, true);
    var formatter = new Main(out, out, InputStream.nullInputStream());
    if (formatter.format(Stream.concat(options, files).toArray(String[]::new)) != 0) {
      out.println(
          "The Java files named above do not have the format of this project (google-java-format)."
              + " To format them: mvn -q -N verify -Dformat=fix");
      System.exit(1);
    }
  }

  private static List<String> sources() throws IOException {
    try (var modules = Files.list(Path.of("")).map(module -> module.resolve("src"))) {
      var found = Stream.<String>builder().add(".mvn/Format.java");
      for (var src : modules.filter(Files::isDirectory).sorted().toList()) {
        try (var files = Files.walk(src)) {
          files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(found);
        }
      }
      return found.build().toList();
    }
  }
}
