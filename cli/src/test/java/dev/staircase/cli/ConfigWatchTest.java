package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
  private static final String YAML =
      """
      upstreams:
        local: { base-url: "http://127.0.0.1:1/v1" }
      models:
        first: { topology: single, aggregator: local/a }
      """;

  private final Vertx vertx = Vertx.vertx();
  private final List<List<String>> served = new ArrayList<>();
  @TempDir private Path folder;
  private Path file;
  private ConfigWatch watch;

  @BeforeEach
  void start() throws IOException {
    file = Files.writeString(folder.resolve("staircase.yaml"), YAML);
    Config config = Config.load(file, Map.of());
    watch = new ConfigWatch(vertx, file, Map.of(), config, this::serve);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private void serve(Staircase staircase) {
    served.add(staircase.models());
    staircase.close();
  }

  @Test
  void changedFileIsPutInServiceOnce() throws IOException {
    assertThat(watch.look()).isFalse();
    Files.writeString(file, YAML.replace("first", "second"));
    assertThat(watch.look()).isTrue();
    assertThat(watch.look()).isFalse();
    assertThat(served).containsExactly(List.of("second"));
  }

  @Test
  void fileThatCannotBeUsedChangesNothingUntilItIsMended() throws IOException {
    Files.writeString(file, "models: {");
    assertThat(watch.look()).isFalse();
    Files.delete(file);
    assertThat(watch.look()).isFalse();
    Files.writeString(file, YAML.replace("first", "third"));
    assertThat(watch.look()).isTrue();
    assertThat(served).containsExactly(List.of("third"));
  }
}
