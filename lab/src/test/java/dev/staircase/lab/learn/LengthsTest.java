package dev.staircase.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.lab.trial.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lengths from a benchmark's results in place of the traces'.
final class LengthsTest {
  private static final String LINE =
      """
      {"variant":{"model":"trio","mode":"serial","pace":null,"layout":null},"round":0,"prompt":"q","started_ms":0.0,"times":{"ttft_ms":1,"ttst_ms":1,"t50_ms":null,"e2e_ms":2,"itl_ms":1,"stall_ms":0,"tps":1,"tokens":77,"gaps_ms":[]},"cost":{"prompt_tokens":1,"cached_tokens":0,"completion_tokens":1,"usd":null,"steps":1,"calls":3,"late_after50":null,"late_never":null,"estimated":false,"agents":[AGENTS]},"facts":null,"spans":[],"answer":"x","error":null}
      """;
  private static final String AGENT =
      "{\"name\":\"%s\",\"model\":\"m\",\"calls\":1,\"prompt_tokens\":119,\"cached_tokens\":0,\"completion_tokens\":%d}";

  @TempDir private Path folder;

  @Test
  void agentsBeforeTheLastOneProposed() throws IOException {
    Lengths lengths = read(AGENT.formatted("a", 50) + "," + AGENT.formatted("w", 77));
    assertThat(lengths.prompts()).containsExactly(100);
    assertThat(lengths.proposals()).containsExactly(50);
    assertThat(lengths.answers()).containsExactly(77);
  }

  @Test
  void answersOfOneModelAloneTellNoProposals() {
    assertThatThrownBy(() -> read(AGENT.formatted("w", 77)))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining("mode serial or staircase");
  }

  private Lengths read(String agents) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("results.jsonl"), LINE.replace("AGENTS", agents) + "{\"cut");
    return Lengths.of(ResultsFile.read(file), file.toString());
  }
}
