package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServeTest {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/v1");

  @ParameterizedTest
  @CsvSource({"serve, \"trio\"", "models, \"agg\""})
  void servesUntilInterrupted(String command, String model) throws Exception {
    var listening = new CompletableFuture<String>();
    var world = new World();
    world.onOut(text -> {
      var url = URL.matcher(text);
      if (url.find() && text.endsWith("\n")) {
        listening.complete(url.group());
      }
    });
    var code = CompletableFuture.supplyAsync(() -> world.run(command, "--port", "0"));
    try (var client = HttpClient.newHttpClient()) {
      var models = URI.create(listening.get(20, TimeUnit.SECONDS) + "/models");
      var reply = client.send(HttpRequest.newBuilder(models).build(), BodyHandlers.ofString());
      assertThat(reply.body()).contains(model);
    }
    world.interrupt.fire();
    assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(world.out()).contains("are no language models");
    assertThat(world.out().contains("/ to watch answers race.")).isEqualTo(command.equals("serve"));
  }
}
