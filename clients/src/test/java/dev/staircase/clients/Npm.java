package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs the tests of a folder with Node's own runner.
final class Npm {
  private Npm() {}

  /// Ends the test where npm is missing: as a failure in CI, which installs it.
  static void isThere() {
    if (onThePath("npm").isEmpty()) {
      missing("expected npm on the PATH, found none: install Node.js with npm");
    }
  }

  /// Where the first of these programs lies.
  static Optional<Path> onThePath(String... programs) {
    String[] path =
        System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator));
    return Stream.of(programs)
        .flatMap(program -> Stream.of(path).map(folder -> Path.of(folder, program)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Something that the test needs isn't there.
  static void missing(String message) {
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  /// Installs what the folder's lock file says and runs its tests, which are to pass.
  static void test(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    String[] install = {
      "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"
    };
    run(folder, Map.of(), install);
    run(folder, environment, "npm", "test");
  }

  /// Waits until so many calls of the slow models are open; fails where they never are.
  @FunctionalInterface
  interface Opening {
    void await(int calls) throws InterruptedException;
  }

  /// Serves a window on the upstreams: `GET /N` waits until N calls of the slow models are open,
  /// and says `open`, or what came instead.
  ///
  /// @return its address
  static String window(Vertx vertx, Opening opening) {
    var http =
        Door.await(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  int calls = Integer.parseInt(request.uri().substring(1));
                  vertx
                      .executeBlocking(
                          () -> {
                            opening.await(calls);
                            return "open";
                          },
                          false)
                      .recover(late -> Future.succeededFuture(late.toString()))
                      .onSuccess(request.response()::end);
                })
                .listen(0, "127.0.0.1"));
    return "http://127.0.0.1:" + http.actualPort();
  }

  /// Runs a command in the folder to its end and shows what it prints.
  private static void run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
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
