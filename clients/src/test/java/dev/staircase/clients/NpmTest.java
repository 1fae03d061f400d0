package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.staircase.core.testing.Checkout;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The clients of JavaScript programs. Their tests are in `npm` and are run by Node's own runner;
/// the server, and a window on its upstreams, are started here.
class NpmTest {
  private static final Path FOLDER = Checkout.module().resolve("npm");

  @BeforeAll
  static void npmIsThere() {
    String[] path =
        System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator));
    if (Stream.of(path).noneMatch(folder -> Files.isExecutable(Path.of(folder, "npm")))) {
      String missing = "expected npm on the PATH, found none: install Node.js with npm";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      abort(missing);
    }
  }

  /// npm's own option for that: `--omit-lockfile-registry-resolved`.
  @Test
  void theLockFileNamesVersionsAndNoAddresses() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("package-lock.json")))
        .contains("\"integrity\"")
        .doesNotContain("\"resolved\"");
  }

  @Test
  void everyTestInTheFolderPasses() throws Exception {
    run(Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
    try (Door door = new Door()) {
      String window = "http://127.0.0.1:" + window(door).actualPort();
      run(Map.of("STAIRCASE", door.origin(), "WINDOW", window), "npm", "test");
    }
  }

  /// `GET /N` waits until N calls of the slow models are open, and says what came of that.
  static HttpServer window(Door door) {
    return Door.await(
        door.vertx()
            .createHttpServer()
            .requestHandler(request -> {
              int calls = Integer.parseInt(request.uri().substring(1));
              door.vertx()
                  .executeBlocking(
                      () -> {
                        door.awaitOpen(calls);
                        return "open";
                      },
                      false)
                  .recover(late -> Future.succeededFuture(late.toString()))
                  .onSuccess(request.response()::end);
            })
            .listen(0, "127.0.0.1"));
  }

  /// Runs a command in the folder to its end and shows what it prints.
  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var output = process.inputReader()) {
      output.lines().forEach(System.out::println);
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor())
        .as("exit code of %s, see above", String.join(" ", command))
        .isZero();
  }
}
