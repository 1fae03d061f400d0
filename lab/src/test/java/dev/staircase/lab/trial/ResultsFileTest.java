package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsFileTest {
  @TempDir private Path folder;

  @Test
  void aSecondRunGoesOnAfterALineThatWasCutShort() throws IOException {
    var first = ResultsFile.open(folder, Replies.setup(2));
    first.add(Replies.whole(Replies.SERIAL, 0, 100));
    first.add(Replies.failed(Replies.STAIRCASE, 1));
    Files.writeString(folder.resolve("results.jsonl"), "{\"variant\":{", StandardOpenOption.APPEND);
    var second = ResultsFile.open(folder, Replies.setup(2));
    assertThat(second.replies()).isEqualTo(first.replies()).hasSize(2);
    assertThat(second.holds(Replies.SERIAL, 0)).isTrue();
    assertThat(second.holds(Replies.STAIRCASE, 1)).isTrue();
    assertThat(second.holds(Replies.STAIRCASE, 0)).isFalse();
    second.add(Replies.whole(Replies.STAIRCASE, 0, 50));
    assertThat(Files.readString(folder.resolve("results.jsonl")).lines()).hasSize(3);
    assertThat(ResultsFile.open(folder, Replies.setup(2)).replies()).isEqualTo(second.replies());
  }

  @Test
  void anotherBenchmarkIsRefused() throws IOException {
    ResultsFile.open(folder, Replies.setup(2));
    assertThatThrownBy(() -> ResultsFile.open(folder, Replies.setup(3)))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("holds another benchmark (requests was 2 and is 3)");
  }

  @Test
  void whatIsNoAnswerIsToldWithItsLine() throws IOException {
    ResultsFile.open(folder, Replies.setup(2)).add(Replies.failed(Replies.SERIAL, 0));
    Files.writeString(folder.resolve("results.jsonl"), "nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ResultsFile.open(folder, Replies.setup(2)))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("results.jsonl:2: expected an answer of a benchmark");
  }
}
