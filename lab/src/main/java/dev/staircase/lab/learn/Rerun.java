package dev.staircase.lab.learn;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.lab.learn.RecordedCall.Piece;
import dev.staircase.lab.paced.Tokens;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.IdealModels;
import dev.staircase.lab.schedule.Lines;
import dev.staircase.lab.schedule.Models;
import dev.staircase.lab.schedule.Performance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A recorded answer in virtual time, at the pace that it had or at another.
///
/// Agents that read nobody say what they said, when they said it. One that reads writes the text
/// that it wrote, at the speed that its model had in the recording ([ModelFit]); what it would have
/// written on other prompts nobody knows. Prompts are counted by the tokenizer of the built-in
/// models, and where an upstream had a prefix cache, each model has one here.
public final class Rerun {
  private static final double MS_PER_S = 1_000;

  private final Recording recording;
  private final Plan plan;
  private final List<Agent> agents;
  private final List<Spoken> spoken = new ArrayList<>();
  private final Map<String, dev.staircase.lab.paced.Pace> speeds = new HashMap<>();
  private boolean cache;

  /// @throws LearnException where the recording doesn't tell enough
  public Rerun(Recording recording) {
    this.recording = recording;
    this.plan = recording.plan();
    this.agents = plan.topology().agents();
    if (!recording.complete() || agents.size() == 1) {
      throw new LearnException(
          "%s: expected the trace of a whole answer of several models, found %s"
              .formatted(
                  recording.name(),
                  agents.size() == 1
                      ? "one of a model alone, which no pace changes"
                      : "one that does not come to its end"));
    }
    for (int i = 0; i < agents.size(); i++) {
      spoken.add(Spoken.of(recording, i));
    }
    for (Agent agent : agents) {
      if (!agent.reads().isEmpty()) {
        agent.seats().forEach(seat -> learn(seat.model()));
        if (!speeds.containsKey(agent.model())) {
          throw new LearnException(
              "%s: expected to find how fast %s is, found no call of it that wrote enough"
                  .formatted(recording.name(), agent.model()));
        }
      }
    }
  }

  private void learn(String model) {
    ModelFit fit = ModelFit.of(model, List.of(recording));
    if (fit != null) {
      cache |= Boolean.TRUE.equals(fit.cached());
      speeds.put(
          model,
          dev.staircase.lab.paced.Pace.STEADY
              .withPrefillBaseMs(fit.firstMs() + fit.jitterMs() / 2)
              .withPrefillTokensPerS(MS_PER_S / fit.prefillMs())
              .withItlMs((fit.tokenMs() + fit.tokenMsPerRunning()) * tokensPerPart(model)));
    }
  }

  /// Tokens as they were counted when they came, for each into which a text is parted here.
  private double tokensPerPart(String model) {
    double came = 0;
    double parts = 0;
    for (int i = 0; i < agents.size(); i++) {
      if (agents.get(i).model().equals(model) && !agents.get(i).reads().isEmpty()) {
        came += spoken.get(i).tokens();
        parts += Tokens.count(spoken.get(i).text());
      }
    }
    return parts == 0 ? 1 : came / parts;
  }

  /// Plays it.
  ///
  /// @param pace of all agents, with the quorum and the patience that were set; null for the
  ///   recorded ones
  /// @param layout null for the recorded one
  public Recording at(@Nullable Pace pace, @Nullable Layout layout) {
    Plan other =
        new Plan(
            plan.topology(),
            plan.paces().stream()
                .map(own -> pace == null ? own : Paces.waitingAs(own, pace))
                .toList(),
            layout == null ? plan.layout() : layout,
            plan.conversation(),
            plan.fence(),
            plan.limits(),
            plan.recovery(),
            plan.caps());
    Clock clock = new Clock();
    Recording played = new Recording(recording.name(), other);
    Cast cast = new Cast(model -> Objects.requireNonNull(speeds.get(model)), agent -> 1, cache);
    Models models =
        new RecordedModels(agents, spoken, cached(), clock, new IdealModels(cast, clock));
    var performance = new Performance(other, lines(), clock, models, List.of(played), () -> {});
    performance.start();
    while (performance.outcome() == null) {
      if (!clock.next()) {
        throw new IllegalStateException("an answer that is not over waits for something");
      }
    }
    return played;
  }

  /// What each agent has to say; the last one what reached the client.
  private List<Lines> lines() {
    List<Lines> lines = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      Spoken said = spoken.get(i);
      lines.add(
          Lines.of(
              agents.get(i).reads().isEmpty()
                  ? said.pieces().stream().map(Piece::text).toList()
                  : Tokens.split(
                      i == plan.topology().answerer() ? recording.stream().text() : said.text())));
    }
    return lines;
  }

  /// Tokens of each agent's first prompt that were in a cache.
  private List<Long> cached() {
    List<Long> cached = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      cached.add(
          recording.writing(i).stream()
              .findFirst()
              .map(call -> call.usage)
              .map(Usage::cachedTokens)
              .orElse(0L));
    }
    return cached;
  }
}
