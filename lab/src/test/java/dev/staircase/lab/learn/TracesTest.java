package dev.staircase.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.learn.KnownModels.Speed;
import dev.staircase.lab.schedule.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever lies among traces: what can be used is used, what can't is told with its reason.
final class TracesTest {
  private static final Map<String, Speed> SPEEDS =
      Map.of(
          "p", new Speed(40, 0, 0.5, 12, 0, 0),
          "agg", new Speed(60, 0, 0.5, 14, 0, 0));

  @TempDir private Path folder;
  private List<String> lines = List.of();

  @BeforeEach
  void play() {
    Clock clock = new Clock();
    var plan =
        Stage.plan(Stage.readBy("agg", "p", "p"), Pace.BALANCED, Layout.GROUPED, "Why is it?");
    lines = Stage.play(plan, List.of(60, 80, 90), clock, new KnownModels(SPEEDS, clock)).lines;
  }

  @Test
  void aFolderIsReadAndWhatIsNoTraceIsNamed() throws IOException {
    write("a.jsonl", String.join("\n", lines) + "\n");
    try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.jsonl.gz")))) {
      packed.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    write("b.owner", "someone");
    String whole = String.join("\n", lines);
    write("c-truncated.jsonl", whole.substring(0, whole.length() - 20));
    write("d-results.jsonl", "{\"answer\": 42}\n");
    write("e-empty.jsonl", "");
    write("f-not-packed.jsonl.gz", "no gzip");
    write("g-nothing-happened.jsonl", lines.getFirst() + "\n");
    write("h-broken.jsonl", lines.getFirst() + "\n" + delta(9) + "\n");
    Files.write(folder.resolve("i-binary.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Traces traces = Traces.read(List.of(folder));
    assertThat(traces.recordings()).hasSize(2).allMatch(Recording::complete);
    assertThat(traces.skipped())
        .satisfiesExactly(
            why -> assertThat(why).contains("c-truncated.jsonl:" + lines.size(), "a line of JSON"),
            why -> assertThat(why).contains("d-results.jsonl:1", "the header of a trace"),
            why -> assertThat(why).contains("e-empty.jsonl", "found an empty file"),
            why -> assertThat(why).contains("f-not-packed.jsonl.gz", "can't be unpacked"),
            why -> assertThat(why).contains("g-nothing-happened.jsonl", "calls that were answered"),
            why -> assertThat(why).contains("h-broken.jsonl", "found one of call 9"),
            why -> assertThat(why).contains("i-binary.jsonl", "no text"));
  }

  @Test
  void aTraceThatWasCutForItsLengthStillTellsSpeeds() throws IOException {
    write("cut.jsonl", String.join("\n", lines.subList(0, lines.size() - 5)) + "\n" + cut());
    Traces traces = Traces.read(List.of(folder));
    assertThat(traces.recordings()).singleElement().matches(recording -> !recording.complete());
    assertThat(FleetFit.of(traces, null).toYaml())
        .contains("  p:\n", "answer: 200  # assumed: the traces hold no whole one");
  }

  @Test
  void nothingLeftIsAnError() throws IOException {
    assertThatThrownBy(() -> Traces.read(List.of(folder)))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining("expected traces, *.jsonl or *.jsonl.gz, found none in");
    write("x.jsonl", "no trace");
    assertThatThrownBy(() -> Traces.read(List.of(folder)))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining("x.jsonl:1: expected a line of JSON");
    assertThatThrownBy(() -> Traces.read(List.of(folder.resolve("nowhere"))))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String delta(int call) {
    return "{\"at_us\":5,\"event\":{\"type\":\"delta\",\"call\":%d,\"text\":\"x\"}}"
        .formatted(call);
  }

  private static String cut() {
    return "{\"at_us\":900000000,\"cut\":true}\n";
  }
}
