package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Task;
import dev.staircase.runtime.client.ChatTemplate;
import dev.staircase.runtime.client.Dialect;
import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.client.TimeLimits;
import dev.staircase.runtime.client.UpstreamSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigTest {
  private static final Map<String, String> ENV = Map.of("BIG_KEY", "sk-0123456789", "PORT", "9090");

  static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ConfigTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Config config(String resource) throws IOException {
    return Config.parse(resource(resource), resource, ENV);
  }

  private static <T> T of(Map<String, T> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  @Test
  void theExampleOfTheIssueWorksAsItStands() throws IOException {
    Config config = config("issue.yaml");

    assertThat(config.upstreams())
        .isEqualTo(
            Map.of(
                "local",
                UpstreamSettings.at("http://127.0.0.1:8801/v1").withApiKey(new Secret("none"))));
    assertThat(config.traits())
        .isEqualTo(Map.of("local", new Traits(Continuation.TRAILING_ASSISTANT, false, false)));
    assertThat(config.toProbe()).isEmpty();
    assertThat(config.server()).isEqualTo(ServerSettings.DEFAULT);
    VirtualModel trio = of(config.models(), "trio");
    assertThat(trio)
        .isEqualTo(
            new VirtualModel(
                "trio",
                new Team(
                    TopologyKind.MIXTURE_OF_AGENTS,
                    List.of(
                        proposer("p1", "local/p1"),
                        proposer("p2", "local/p2"),
                        proposer("p3", "local/p3"),
                        new Member(
                            "aggregator",
                            plain("local/agg", Continuation.TRAILING_ASSISTANT, 0, null, null),
                            Task.AGGREGATE,
                            List.of(0, 1, 2))),
                    null),
                Mode.STAIRCASE,
                Pace.BALANCED.waiting(2, 3_000),
                false,
                Layout.GROUPED,
                2,
                3_000L,
                Limits.DEFAULT,
                Recovery.DEFAULT,
                new Caps(1_000, 0, 0, 0, 900_000, Caps.AtCap.FINISH)));
    assertThat(trio.pace().firstChunk()).isEqualTo(8);
  }

  private static Member proposer(String name, String model) {
    return new Member(
        name,
        plain(model, Continuation.TRAILING_ASSISTANT, 0, 0.7, null),
        Task.AGGREGATE,
        List.of());
  }

  private static AgentSettings plain(
      String model,
      @Nullable Continuation continuation,
      int maxTokens,
      @Nullable Double temperature,
      @Nullable Long seed) {
    return new AgentSettings(
        List.of(new SeatSettings(model, continuation, Price.FREE, false, false)),
        null,
        maxTokens,
        temperature,
        seed,
        null,
        true,
        HandOver.TOKENS);
  }

  @Test
  void everyKeyIsHeeded() throws IOException {
    Config config = config("full.yaml");

    UpstreamSettings big = of(config.upstreams(), "big");
    assertThat(big.baseUrl()).isEqualTo(URI.create("https://models.example.com:8443/v1"));
    assertThat(big.apiKey()).isEqualTo(new Secret("sk-0123456789"));
    assertThat(big.headers())
        .isEqualTo(Map.of("X-Team", new Secret("blue"), "X-Number", new Secret("17")));
    assertThat(big.limits()).isEqualTo(new TimeLimits(1_000, 500, 2_000, 3_600_000));
    assertThat(big.maxConnections()).isEqualTo(8);
    assertThat(big.dialect().alwaysCompletions()).isTrue();
    assertThat(big.dialect().maxCompletionTokens()).isTrue();
    assertThat(big.dialect().usage()).isEqualTo(Dialect.UsageReport.CONTINUOUS);
    assertThat(of(config.upstreams(), "small").dialect().template())
        .isEqualTo(
            new ChatTemplate(
                "<s>", "[S]{content}[/S]", "U: ${x} {content}\n", "A: {content}\n", "A: "));
    assertThat(config.traits())
        .isEqualTo(
            Map.of(
                "big", new Traits(Continuation.CONTINUE_FINAL_MESSAGE, false, true),
                "big/plain", new Traits(null, true, false),
                "small", new Traits(Continuation.COMPLETIONS, false, false)));
    assertThat(config.prices())
        .isEqualTo(
            Map.of(
                "big/org/model-1.5:free",
                new Price(0.15, 0.075, 0.6),
                "big/plain",
                new Price(1, 1, 2)));
    assertThat(config.server())
        .isEqualTo(
            new ServerSettings(
                "0.0.0.0",
                9090,
                2048,
                3,
                2,
                1_500,
                5_000,
                60_000,
                List.of("big/*", "small/one"),
                new AccountsSettings(
                    new Secret("jdbc:postgresql://db/staircase"),
                    "staircase",
                    new Secret("sk-0123456789"),
                    new Secret("salt-and"),
                    new Secret("redis://rates:6379"),
                    WhenAway.OPEN,
                    0.25),
                new TelemetrySettings(
                    "http://collector:4318",
                    Map.of("x-token", new Secret("sk-0123456789")),
                    false,
                    0.5,
                    "trial"),
                new TraceSettings(
                    Duration.ofMinutes(10), 1_000_000, 2_048, Path.of("/var/traces"), 5_000_000),
                false));
  }

  @Test
  void everyKeyOfAModelIsHeeded() throws IOException {
    Config config = config("full.yaml");
    Continuation raw = Continuation.COMPLETIONS;

    VirtualModel many = of(config.models(), "many");
    Price paid = new Price(0.15, 0.075, 0.6);
    assertThat(many.team().members())
        .extracting(Member::settings)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seats")
        .containsExactly(
            plain("big/org/model-1.5:free", null, 512, 0.9, null),
            plain("small/a b", null, 99, 0.0, 7L),
            plain("small/a b", null, 99, 0.0, 8L),
            plain("small/x", raw, 512, null, null),
            plain("small/y", raw, 512, 0.9, null),
            plain("small/z", raw, 512, 0.9, null),
            plain("big/plain", null, 1000, 0.2, -1L));
    assertThat(many.team().members())
        .extracting(member -> member.settings().seat())
        .startsWith(
            new SeatSettings(
                "big/org/model-1.5:free", Continuation.CONTINUE_FINAL_MESSAGE, paid, false, true),
            new SeatSettings("small/a b", Continuation.NEW_TURN, Price.FREE, false, false))
        .endsWith(new SeatSettings("big/plain", null, new Price(1, 1, 2), true, false));
    assertThat(many.team().layers()).extracting(List::size).containsExactly(3, 3);
    assertThat(many.mode()).isEqualTo(Mode.SERIAL);
    assertThat(many.pace())
        .isEqualTo(
            new Pace(
                5,
                6,
                1.5,
                70,
                0.5,
                Pace.Showing.CHUNK,
                Pace.CutOver.AT_BOUND,
                Pace.EarlyEnd.ACCEPT,
                3,
                1_500));
    assertThat(many.layout()).isEqualTo(Layout.APPENDED);
    assertThat(many.limits()).isEqualTo(new Limits(10, 5000, 2, 3));
    assertThat(many.recovery()).isEqualTo(new Recovery(5, 100, 60_000, 20, 1_000));
    assertThat(many.caps())
        .isEqualTo(new Caps(200, 100_000, 20_000, 0.5, 300_000, Caps.AtCap.FAIL));

    VirtualModel self = of(config.models(), "self");
    assertThat(self.team().members())
        .extracting(member -> member.settings().seed())
        .containsExactly(1L, 2L, 3L, null);
    assertThat(self.pace()).isEqualTo(Pace.EAGER);
    assertThat(of(config.models(), "alone").team())
        .isEqualTo(
            new Team(
                TopologyKind.SINGLE,
                List.of(
                    new Member(
                        "aggregator",
                        plain("small/x", raw, 0, null, null),
                        Task.AGGREGATE,
                        List.of())),
                null));
    assertThat(config.toProbe()).containsExactly("big/plain");
    assertThat(of(config.models(), "self").toProbe()).isEmpty();
    assertThat(config.models().keySet())
        .containsExactly(
            "many", "self", "alone", "dispute", "undecided", "relay", "pyramid", "web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issue.yaml", "full.yaml", "builtin.yaml"})
  void whatIsShownReadsBackAsTheSameButForSecrets(String resource) throws IOException {
    Config config =
        Config.parse(
            resource(resource),
            resource,
            Map.of("BIG_KEY", "k", "BASE_URL", "http://127.0.0.1:1/v1"));
    Config again = Config.parse(config.show(), "shown", Map.of());

    assertThat(again.show()).isEqualTo(config.show());
    assertThat(again.models()).isEqualTo(config.models());
    assertThat(again.prices()).isEqualTo(config.prices());
    assertThat(again.traits()).isEqualTo(config.traits());
    assertThat(again.server()).hasToString(config.server().toString());
    config
        .upstreams()
        .forEach((name, settings) -> {
          UpstreamSettings shown = of(again.upstreams(), name);
          assertThat(shown.withApiKey(settings.apiKey()).withHeaders(settings.headers()))
              .isEqualTo(settings);
        });
  }

  @Test
  void secretsAreMasked() {
    String yaml =
        """
        upstreams:
          u:
            base-url: http://h/v1?key=top-secret
            api-key: ${KEY}
            headers: {X-Key: top-secret}
        models:
          m: {topology: single, aggregator: u/a}
        """;
    Config config = Config.parse(yaml, "f.yaml", Map.of("KEY", "top-secret"));

    assertThat(config.show())
        .doesNotContain("top-secret")
        .contains("base-url: http://h/v1?***", "api-key: '***'", "X-Key: '***'");
    assertThat(config.toString()).doesNotContain("top-secret");
  }

  @Test
  void defaultsAreShown() throws IOException {
    assertThat(config("issue.yaml").show()).isEqualTo(resource("issue-shown.yaml"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "${KEY}, sk-1",
        "'${KEY:-other}', sk-1",
        "'${GONE:-other}', other",
        "'${EMPTY:-other}', other",
        "'${EMPTY}', -",
        "'${GONE:-}', -",
        "'a${KEY}b${KEY}', ask-1bsk-1",
        "'$${KEY}', ${KEY}",
        "'$KEY', $KEY",
        "'${NUMBER}', 007",
        "'\"${NUMBER}\"', 007",
        "'${GONE:-$x}', $x",
        "null, -",
        "12, 12",
      })
  void variablesStandForTheirValues(String written, String key) {
    String yaml =
        """
        upstreams:
          u:
            base-url: http://h
            api-key: %s
        models: {m: {topology: single, aggregator: u/a}}
        """
            .formatted(written);
    Config config =
        Config.parse(yaml, "f.yaml", Map.of("KEY", "sk-1", "EMPTY", "", "NUMBER", "007"));

    assertThat(of(config.upstreams(), "u").apiKey())
        .isEqualTo(key == null ? null : new Secret(key));
  }

  @Test
  void aPriceCountsCachedTokensApart() {
    assertThat(new Price(2, 0.5, 10).usd(new Usage(1_000_000, 400_000, 100_000)))
        .isEqualTo(1.2 + 0.2 + 1.0);
  }

  @Test
  void theBuiltInConfigurationStandsAtItsAddress() {
    Config config = Config.builtIn("http://127.0.0.1:4711/v1");

    assertThat(of(config.upstreams(), "local").baseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:4711/v1"));
    assertThat(config.models().keySet())
        .containsExactly(
            "trio",
            "trio-appended",
            "self-moa",
            "layers",
            "debate",
            "chain",
            "tree",
            "graph",
            "alone");
    assertThat(of(config.models(), "trio").pace()).isEqualTo(Pace.BALANCED.waiting(2, 3_000));
    assertThat(of(config.models(), "layers").team().members()).hasSize(7);
    assertThat(config.toProbe()).isEmpty();
  }

  @Test
  void aFileIsReadAndItsFailureTold(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("staircase.yaml"), resource("issue.yaml"));
    assertThat(Config.load(file, Map.of()).models()).containsKey("trio");

    Path none = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Config.load(none, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(none + ": expected a configuration file, found none; check the path");

    Path latin =
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> Config.load(latin, Map.of()))
        .hasMessage(latin + ": expected text in UTF-8, found other bytes; save the file as UTF-8");

    Path large =
        Files.writeString(folder.resolve("large.yaml"), "#".repeat(YamlReader.MAX_CHARS + 1));
    assertThatThrownBy(() -> Config.load(large, Map.of()))
        .hasMessage(large + ": expected at most 1048576 characters, found 1048577");
  }

  @Test
  void aFileThatGrowsWithoutEndIsRefused() {
    var laughs = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      laughs
          .append("x-%d: &a%d [".formatted(i, i))
          .append(("*a" + (i - 1) + ", ").repeat(10))
          .append("]\n");
    }
    assertThatThrownBy(() -> Config.parse(laughs.toString(), "f.yaml", Map.of()))
        .hasMessageContaining("expected at most 50000 values and 64 levels, found more");
    String deep = "x-deep: " + "[".repeat(300_000);
    assertThatThrownBy(() -> Config.parse(deep, "f.yaml", Map.of()))
        .isInstanceOf(ConfigException.class);
  }
}
