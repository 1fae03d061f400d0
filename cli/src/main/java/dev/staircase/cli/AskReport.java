package dev.staircase.cli;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints an answer as it comes, and afterwards what it took.
final class AskReport implements AnswerListener {
  private static final double DECIMALS = 10;

  private final Console console;
  private final Desk desk;
  private final boolean json;
  private final StringBuilder text = new StringBuilder();
  private Runnable brokenPipe = () -> {};
  private @Nullable Outcome outcome;

  /// @param desk where text is printed
  /// @param json whether the answer is printed at the end instead, as JSON
  AskReport(Console console, Desk desk, boolean json) {
    this.console = console;
    this.desk = desk;
    this.json = json;
  }

  /// Does `reaction` when nobody reads standard output any more.
  void onBrokenPipe(Runnable reaction) {
    brokenPipe = reaction;
  }

  @Override
  public void text(String piece) {
    desk.leave(() -> print(piece));
  }

  @Override
  public void done(Outcome how) {
    desk.leave(() -> outcome = how);
    desk.close();
  }

  /// How the answer ended, once the desk is closed.
  Outcome outcome() {
    return Objects.requireNonNull(outcome, "the answer is not over");
  }

  private void print(String piece) {
    text.append(piece);
    if (!json) {
      console.out().print(console.terminal().screen() ? Wrap.printable(piece) : piece);
      if (console.out().checkError()) {
        brokenPipe.run();
      }
    }
  }

  /// Prints what the answer took, and why there is none where it failed.
  void summary(String question, String model, Tally tally, boolean builtIn, @Nullable Path trace) {
    if (json) {
      console.line(toJson(question, model, tally));
    } else if (!text.isEmpty()) {
      console.line("");
    }
    switch (outcome()) {
      case Outcome.Completed completed -> {}
      case Outcome.Failed(var error) ->
          console.say("staircase: the answer failed: " + error.message());
      case Outcome.Cancelled() -> console.say("staircase: interrupted; every call is closed");
    }
    console.say("[" + figures(model, tally) + "]");
    if (trace != null) {
      console.say("[trace: %s; staircase replay checks it]".formatted(trace));
    }
    if (builtIn) {
      console.say("[" + Session.NO_LANGUAGE_MODELS + " --config FILE attaches others.]");
    }
  }

  private String figures(String model, Tally tally) {
    Usage usage = tally.usage();
    String times =
        text.isEmpty()
            ? "no text"
            : String.format(
                Locale.ROOT,
                "first text after %.0f ms, last after %.0f ms",
                tally.ttftMs(),
                tally.e2eMs());
    return String.format(
        Locale.ROOT,
        "%s: %s; %d steps, %d calls; %stokens: %,d prompt, %,d of them cached, %,d completion%s",
        model,
        times,
        tally.steps(),
        tally.calls(),
        estimated(tally) ? "estimated " : "",
        usage.promptTokens(),
        usage.cachedTokens(),
        usage.completionTokens(),
        extras(tally));
  }

  private static String extras(Tally tally) {
    LateEvidence late = tally.lateEvidence();
    Double usd = tally.usd();
    return (late == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; %.0f %% of the proposals shown past half of the answer, %.0f %% never",
                100 * late.after50(),
                100 * late.never()))
        + (usd == null ? "" : String.format(Locale.ROOT, "; %.6f USD", usd));
  }

  private String toJson(String question, String model, Tally tally) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("question", question).put("model", model);
    switch (outcome()) {
      case Outcome.Completed(var finish) ->
          root.put("outcome", "completed").put("finish", finish.name().toLowerCase(Locale.ROOT));
      case Outcome.Failed(var error) -> root.put("outcome", "failed").put("error", error.message());
      case Outcome.Cancelled() -> root.put("outcome", "cancelled");
    }
    root.put("ttft_ms", text.isEmpty() ? null : rounded(tally.ttftMs()))
        .put("e2e_ms", text.isEmpty() ? null : rounded(tally.e2eMs()))
        .put("steps", tally.steps())
        .put("calls", tally.calls());
    tokens(root, tally.usage()).put("estimated", estimated(tally));
    if (tally.usd() != null) {
      root.put("cost_usd", tally.usd());
    }
    LateEvidence late = tally.lateEvidence();
    if (late != null) {
      root.putPOJO("late_evidence", late.byName());
    }
    ArrayNode agents = root.putArray("agents");
    for (Tally.AgentCount agent : tally.agents()) {
      ObjectNode one = agents.addObject().put("name", agent.name()).put("model", agent.model());
      tokens(one.put("steps", agent.steps()).put("calls", agent.calls()), agent.usage());
    }
    return root.put("answer", text.toString()).toString();
  }

  private static ObjectNode tokens(ObjectNode json, Usage usage) {
    return json.put("prompt_tokens", usage.promptTokens())
        .put("cached_tokens", usage.cachedTokens())
        .put("completion_tokens", usage.completionTokens());
  }

  private static boolean estimated(Tally tally) {
    return tally.agents().stream().anyMatch(Tally.AgentCount::estimated);
  }

  private static double rounded(double ms) {
    return Math.round(ms * DECIMALS) / DECIMALS;
  }
}
