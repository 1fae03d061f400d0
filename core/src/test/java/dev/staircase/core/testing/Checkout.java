package dev.staircase.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where the sources lie that a test looks at.
public final class Checkout {
  private Checkout() {}

  /// The directory of the module whose tests run.
  public static Path module() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /// The root of the repository.
  public static Path root() {
    var root = module();
    while (!Files.isDirectory(root.resolve(".mvn"))) {
      root =
          Objects.requireNonNull(
              root.getParent(), "expected the module in a repository with .mvn: " + module());
    }
    return root;
  }
}
