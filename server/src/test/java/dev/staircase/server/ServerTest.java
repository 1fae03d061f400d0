package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.paced.PacedOptions;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTest {
  static final String TRIO =
      """
      upstreams:
        local:
          base-url: ${BASE_URL}
          continuation: trailing-assistant
          usage: continuous
      models:
        trio:
          topology: mixture-of-agents
          proposers: ["local/p1", "local/p2", "local/p3"]
          aggregator: local/agg
          pace: { first-chunk: 8 }
          layout: grouped
          quorum: 2
          patience: 3s
      """;

  @Test
  void smoke() throws Exception {
    var options = PacedOptions.parse(List.of("--pace", "*=steady", "--text", "*=fixed:200"));
    try (Rig rig = new Rig(options, TRIO)) {
      for (String mode : List.of("staircase", "serial")) {
        for (int i = 0; i < 2; i++) {
          long t0 = System.nanoTime();
          HttpResponse<java.util.stream.Stream<String>> r =
              rig.http.send(
                  rig.post(
                      "{\"model\":\"trio\",\"stream\":true,\"staircase\":{\"mode\":\""
                          + mode
                          + "\"},\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}"),
                  HttpResponse.BodyHandlers.ofLines());
          StringBuilder sb = new StringBuilder();
          r.body()
              .forEach(line -> {
                if (sb.isEmpty()) System.out.println((System.nanoTime() - t0) / 1e6 + " " + line);
                sb.append(line).append("\n");
              });
          System.out.println(
              (System.nanoTime() - t0) / 1e6 + " end " + sb.substring(sb.length() - 1500));
        }
      }
      assertThat(rig.models.stats().open()).isZero();
    }
  }
}
