package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void readsEveryFlag() {
    var options =
        PacedOptions.parse(
            List.of(
                "--host",
                "0.0.0.0",
                "--port=9000",
                "--seed 7",
                "--model",
                "p4=p1",
                "--pace",
                "*=steady",
                "--pace",
                "p2.itl=5ms",
                "--pace",
                "p2.ttft=1.5s",
                "--pace",
                "p2.slots=3",
                "--pace",
                "p2.jitter=0.5",
                "--pace",
                "p2.prefill=100",
                "--text",
                "p1=fixed:200",
                "--fault",
                "p3=refuse:503@0.3,slow:4x",
                "--prefix-style",
                "agg=reject"));
    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.model("p1").pace()).isEqualTo(Pace.STEADY);
    assertThat(options.model("p2").pace()).isEqualTo(new Pace(1500, 10, 0, 5, 0, 0.5, 3));
    assertThat(options.model("p1").writing()).isEqualTo(new Writing.Fixed(200));
    assertThat(options.model("p4").writing()).isEqualTo(new Writing.Proposer("p1"));
    assertThat(options.model("agg").prefixStyle()).isEqualTo(PrefixStyle.REJECT);
    assertThat(options.model("p3").faults())
        .containsExactly(
            new Fault.Drawn(new Fault.Refuse(503, 0), 0.3, false),
            new Fault.Drawn(new Fault.Slow(4), 1, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pace         | p1          | expected MODEL=VALUE, where MODEL is * for all, found 'p1'",
        "pace         | p9=steady   | expected a model (p1, p2, p3, agg), found 'p9'",
        "pace         | p1=fast     | expected a preset (llama-cpp, steady), found 'fast'",
        "pace         | p1.itl=x    | expected a duration such as 20ms or 1.5s, found 'x'",
        "pace         | p1.size=3   | expected ttft, itl, prefill",
        "pace         | p1.jitter=2 | jitter must be 0 to 1, found 2.0",
        "pace         | p1.slots=0  | slots must be 1 to 100000, found 0",
        "pace         | p1.prefill=0 | prefill",
        "fault        | p1=explode  | expected a fault (refuse:STATUS",
        "fault        | p1=die      | expected a fault (refuse:STATUS",
        "fault        | p1=die:20:3 | expected a fault (refuse:STATUS",
        "fault        | p1=refuse:200 | expected a fault (refuse:STATUS",
        "fault        | p1=stall:20 | expected a fault (refuse:STATUS",
        "fault        | p1=hang@1.5 | expected a fault (refuse:STATUS",
        "text         | p1=song     | expected a text (proposer:NAME, aggregator or fixed:TOKENS)",
        "text         | p1=proposer:x | expected a speaker of the fact base (agg, p1, p2, p3)",
        "prefix-style | p1=none     | expected a prefix style (trailing, trailing-echo",
        "model        | p1=p2       | models need names that differ",
        "port         | 70000       | port must be 0 to 65535, found 70000",
        "port         | many        | expected a whole number, found 'many'",
        "speed        | p1=steady   | expected one of --host, --port",
      })
  void saysWhatIsWrong(String flag, String value, String message) {
    assertThatThrownBy(() -> PacedOptions.defaults().with(flag, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--" + flag + " " + value + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void wantsFlagsWithValues() {
    assertThatThrownBy(() -> PacedOptions.parse(List.of("--pace")))
        .hasMessage("expected a value after --pace, found none");
    assertThatThrownBy(() -> PacedOptions.parse(List.of("p1=steady")))
        .hasMessageStartingWith("expected a flag (--host");
  }
}
