package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.AnswerListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The pace `auto` on models that are there: proposers twenty times as fast as the writer.
final class AdaptivePaceTest {
  private static final Ask ASK =
      new Ask(
          "trio",
          List.of(Message.user("Why is the sky blue?")),
          Sampling.DEFAULT,
          0,
          JsonMapper.shared().createObjectNode().put("pace", "auto"));

  @TempDir private Path folder;

  @Test
  void followsWhatAnswersHaveShown() throws Exception {
    try (var rig =
            new Rig(folder, "pace", "*.itl=1", "pace", "agg.itl=20", "text", "agg=fixed:40");
        var loops = new Loops()) {
      Staircase staircase = Session.open(loops.vertx(), rig.config, Map.of()).staircase();
      Plan first = Waiting.on(staircase.plan(ASK));
      assertThat(first.pace().growth()).isEqualTo(1.5);
      for (int answer = 0; answer < 2; answer++) {
        assertThat(answered(staircase, first)).isInstanceOf(Outcome.Completed.class);
      }
      Plan later = Waiting.on(staircase.plan(ASK));
      assertThat(later.pace().growth()).isGreaterThan(1.5);
      assertThat(later.pace().firstChunk()).isEqualTo(first.pace().firstChunk());
      assertThat(later.paces().getFirst()).isEqualTo(first.paces().getFirst());
    }
  }

  private static Outcome answered(Staircase staircase, Plan plan) throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    staircase.answer(
        plan,
        new AnswerListener() {
          @Override
          public void text(String text) {}

          @Override
          public void done(Outcome how) {
            outcome.complete(how);
          }
        });
    return outcome.get(20, TimeUnit.SECONDS);
  }
}
