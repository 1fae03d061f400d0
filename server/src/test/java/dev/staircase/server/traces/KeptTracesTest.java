package dev.staircase.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.config.TraceSettings;
import dev.staircase.runtime.trace.Replay;
import dev.staircase.runtime.trace.Trace;
import dev.staircase.runtime.trace.TraceReader;
import dev.staircase.server.watch.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptTracesTest {
  private static final Plan PLAN = Play.trio(Pace.BALANCED, "Why is the sky blue?");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long PLENTY = 1 << 30;

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  private KeptTraces start(long maxBytes, long maxAnswerBytes, @Nullable Path directory)
      throws IOException {
    return start(maxBytes, maxAnswerBytes, directory, PLENTY);
  }

  private KeptTraces start(
      long maxBytes, long maxAnswerBytes, @Nullable Path directory, long maxDirectoryBytes)
      throws IOException {
    return KeptTraces.start(
        new TraceSettings(HOUR, maxBytes, maxAnswerBytes, directory, maxDirectoryBytes), () -> now);
  }

  private static Trace trace(Optional<String> text) {
    return TraceReader.read("kept", text.orElseThrow().lines().toList());
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsReadIsReplayed() throws IOException {
    try (var traces = start(PLENTY, PLENTY, null)) {
      Play.play(traces, Play.begun("a1", PLAN));
      Trace trace = trace(traces.read("a1", Play.ANN));
      Replay.Result result = Replay.run(trace);
      assertThat(result.same()).as("%s", result.difference()).isTrue();
      assertThat(result.events()).isGreaterThan(800);
      assertThat(trace.plan()).isEqualTo(PLAN);
    }
  }

  @Test
  void aTraceIsForWhoAskedAndForAdmins() throws IOException {
    try (var traces = start(PLENTY, PLENTY, folder)) {
      Play.play(traces, Play.begun("a1", PLAN));
      assertThat(traces.read("a1", Play.ANN)).isPresent();
      assertThat(traces.read("a1", Play.ADMIN)).isPresent();
      assertThat(traces.read("a1", Play.BOB)).isEqualTo(traces.read("none", Play.BOB)).isEmpty();
    }
    try (var traces = start(PLENTY, PLENTY, folder)) {
      assertThat(traces.read("a1", Play.ANN)).as("from its file").isPresent();
      assertThat(traces.read("a1", Play.BOB)).isEmpty();
      assertThat(traces.read("../a1", Play.ADMIN)).isEmpty();
    }
  }

  @Test
  void aLongTraceIsCutAndSaysSo() throws IOException {
    try (var traces = start(PLENTY, 20_000, null)) {
      Play.play(traces, Play.begun("a1", PLAN));
      String text = traces.read("a1", Play.ANN).orElseThrow();
      assertThat(text.lines().toList().getLast()).matches("\\{\"at_us\":\\d+,\"cut\":true}");
      Trace trace = trace(Optional.of(text));
      assertThat(Replay.run(trace).same()).isTrue();
      assertThat(trace.turns()).hasSizeBetween(10, 400);
    }
  }

  @Test
  void theOldestGoFirst() throws IOException {
    long one;
    try (var traces = start(PLENTY, PLENTY, null)) {
      Play.play(traces, Play.begun("a", PLAN));
      one = traces.bytes();
    }
    try (var traces = start(2 * one, PLENTY, null)) {
      for (String id : List.of("a1", "a2", "a3")) {
        Play.play(traces, Play.begun(id, PLAN));
      }
      assertThat(traces.bytes()).isEqualTo(2 * one);
      assertThat(traces.read("a1", Play.ANN)).isEmpty();
      assertThat(traces.read("a2", Play.ANN)).isPresent();
      assertThat(traces.read("a3", Play.ANN)).isPresent();
    }
  }

  @Test
  void whatIsTooOldIsGone() throws IOException {
    try (var traces = start(PLENTY, PLENTY, null)) {
      Play.play(traces, Play.begun("a1", PLAN));
      now = now.plus(HOUR);
      assertThat(traces.read("a1", Play.ANN)).isPresent();
      now = now.plusMillis(1);
      assertThat(traces.read("a1", Play.ANN)).isEmpty();
      assertThat(traces.bytes()).isZero();
    }
  }

  @Test
  void filesAreWrittenAndReadByALaterRun() throws IOException {
    try (var traces = start(PLENTY, PLENTY, folder)) {
      Play.play(traces, Play.begun("a1", PLAN));
      Play.play(traces, Play.begun("../../a2", PLAN));
    }
    assertThat(files()).containsExactly("a1.jsonl.gz", "a1.owner");
    assertThat(folder.resolve("a1.owner")).hasContent("key-ann");
    Files.writeString(folder.resolve("a9.part"), "half");
    try (var traces = start(PLENTY, PLENTY, folder)) {
      assertThat(Replay.run(trace(traces.read("a1", Play.ANN))).same()).isTrue();
      assertThat(files()).doesNotContain("a9.part");
      now = now.plus(HOUR).plusMillis(1);
      assertThat(traces.read("a1", Play.ANN)).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void theDirectoryIsBounded() throws IOException {
    try (var traces = start(PLENTY, PLENTY, folder)) {
      Play.play(traces, Play.begun("a1", PLAN));
    }
    long one = Files.size(folder.resolve("a1.jsonl.gz"));
    try (var traces = start(0, PLENTY, folder, 2 * one + one / 2)) {
      for (String id : List.of("a2", "a3")) {
        now = now.plusSeconds(1);
        Play.play(traces, Play.begun(id, PLAN));
      }
    }
    assertThat(files()).containsExactly("a2.jsonl.gz", "a2.owner", "a3.jsonl.gz", "a3.owner");
  }
}
