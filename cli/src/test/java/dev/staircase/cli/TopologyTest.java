package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TopologyTest {
  @TempDir private Path folder;

  @Test
  void graphsAndIdealFigures() {
    Golden.check("topology.txt", out("--model", "trio"));
  }

  @Test
  void severalGraphsAreOneFlowchart() {
    Golden.check("topology-mermaid.txt", out("--format", "mermaid"));
  }

  @Test
  void namesAreNoMarkup() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("odd.yaml"),
            """
            upstreams:
              local: { base-url: http://127.0.0.1:1/v1 }
            models:
              odd:
                topology: mixture-of-agents
                proposers: ['local/a#1"b<c>']
                aggregator: local/agg
            """);
    assertThat(out(file.toString(), "--format", "mermaid"))
        .contains("local/a#35;1#quot;b#lt;c#gt;<br/>")
        .doesNotContain("b<c>");
  }

  /// One proposer and an aggregator, 100 ms to the first token, 10 ms a token, 50 tokens each.
  @Test
  void figuresFollowFromTheSpeeds() {
    JsonNode serial = ideal("--speed", "*=100+0+10", "--tokens", "50").get(0);
    assertThat(serial.get("pace").asString()).isEqualTo("serial");
    assertThat(serial.get("ttft_ms").asDouble()).isEqualTo(100 + 49 * 10 + 100);
    assertThat(serial.get("e2e_ms").asDouble()).isEqualTo(2 * (100 + 49 * 10));
    assertThat(serial.get("calls").asInt()).isEqualTo(4);
    JsonNode slower =
        ideal("--speed", "*=100+0+10", "--speed", "local/p2=300+0+10", "--tokens", "50").get(0);
    assertThat(slower.get("ttft_ms").asDouble()).isEqualTo(300 + 49 * 10 + 100);
  }

  @Test
  void aPrefixCacheIsModelled() {
    assertThat(ideal().get(3).get("cached_tokens").asLong()).isZero();
    assertThat(ideal("--prefix-cache").get(3).get("cached_tokens").asLong()).isPositive();
  }

  private static JsonNode ideal(String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"--format", "json", "--model", "trio"}, 0, args, more.length, 4);
    System.arraycopy(more, 0, args, 0, more.length);
    return JsonMapper.shared().readTree(out(args)).get("models").get(0).get("ideal");
  }

  private static String out(String... args) {
    World world = new World();
    String[] line = new String[args.length + 1];
    line[0] = "topology";
    System.arraycopy(args, 0, line, 1, args.length);
    assertThat(world.run(line)).as(world.err()).isEqualTo(ExitCode.DONE);
    assertThat(world.err()).isEmpty();
    return world.out();
  }
}
