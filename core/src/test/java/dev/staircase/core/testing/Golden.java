package dev.staircase.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text which a person would review, kept as a file in `src/test/resources/golden` of the module.
/// A test compares; `mvn verify -Dgolden.rewrite=true` writes what came instead, for `git diff`.
public final class Golden {
  private Golden() {}

  /// Fails unless `actual` is the text of the golden file `name`, which may be a path.
  public static void check(String name, String actual) {
    try {
      check(Checkout.module().resolve("src/test/resources/golden"), name, actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path folder, String name, String actual) throws IOException {
    var file = folder.resolve(name);
    var found = actual.replace("\r\n", "\n");
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, found);
      return;
    }
    var expected = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
    if (!found.equals(expected)) {
      throw new AssertionError(difference(file, expected, found));
    }
  }

  private static String difference(Path file, String expected, String found) {
    var wanted = expected.split("\n", -1);
    var got = found.split("\n", -1);
    var at = 0;
    while (at < wanted.length && at < got.length && wanted[at].equals(got[at])) {
      at++;
    }
    return """
    %s, line %d
      expected: %s
      found:    %s
    Where the new text is right: mvn verify -Dgolden.rewrite=true, then review git diff. All of it:
    %s\
    """
        .formatted(file, at + 1, line(wanted, at), line(got, at), found);
  }

  private static String line(String[] lines, int at) {
    return at < lines.length ? lines[at] : "(the end)";
  }
}
