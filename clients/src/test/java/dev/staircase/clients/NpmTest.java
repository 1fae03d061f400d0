package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clients of JavaScript programs. Their tests are in `npm` and are run by Node's own runner;
/// the server, and a window on its upstreams, are started here.
class NpmTest {
  private static final Path FOLDER = Checkout.module().resolve("npm");

  @BeforeAll
  static void npmIsThere() {
    Npm.isThere();
  }

  /// npm's own option for that: `--omit-lockfile-registry-resolved`.
  @ParameterizedTest
  @ValueSource(strings = {"npm", "browser"})
  void theLockFileNamesVersionsAndNoAddresses(String folder) throws IOException {
    assertThat(Files.readString(Checkout.module().resolve(folder).resolve("package-lock.json")))
        .contains("\"integrity\"")
        .doesNotContain("\"resolved\"");
  }

  @Test
  void everyTestInTheFolderPasses() throws Exception {
    try (Door door = new Door()) {
      String window = Npm.window(door.vertx(), door::awaitOpen);
      Npm.test(FOLDER, Map.of("STAIRCASE", door.origin(), "WINDOW", window));
    }
  }
}
