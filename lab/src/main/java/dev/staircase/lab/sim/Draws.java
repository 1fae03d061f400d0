package dev.staircase.lab.sim;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Draws a scenario from a seed: configuration, texts, latencies and faults, each from a generator
/// of its own.
final class Draws {
  private static final List<Continuation> CONTINUATIONS = List.of(Continuation.values());
  private static final List<Actor.Manner> MANNERS = List.of(Actor.Manner.values());
  private static final List<Fault.Kind> FAULTS =
      List.of(Fault.Kind.values()).subList(1, Fault.Kind.values().length);

  private final Chance configuration;
  private final Chance texts;
  private final Chance latencies;
  private final Chance faults;

  private Draws(long seed) {
    configuration = Chance.split(seed, "configuration");
    texts = Chance.split(seed, "texts");
    latencies = Chance.split(seed, "latencies");
    faults = Chance.split(seed, "faults");
  }

  static Scenario scenario(long seed) {
    return new Draws(seed).draw(seed);
  }

  private Scenario draw(long seed) {
    List<List<Integer>> graph = graph();
    List<Actor> actors = new ArrayList<>();
    boolean faulty = faults.percent(50);
    int faultRate = faulty ? faults.between(5, 60) : 0;
    boolean wild = configuration.percent(40);
    for (int i = 0; i < graph.size(); i++) {
      actors.add(actor(i, faultRate, wild));
    }
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      boolean last = i == graph.size() - 1;
      List<String> stop =
          last && configuration.percent(20) ? stops(actors.get(i).text()) : List.of();
      int maxTokens = configuration.percent(15) ? configuration.between(1, 80) : 0;
      agents.add(
          Agent.of(
              "agent" + i,
              "sim/m" + i,
              graph.get(i),
              configuration.of(CONTINUATIONS),
              maxTokens,
              new Sampling(null, null, null, stop, null)));
    }
    Plan plan =
        Plan.of(
            new Topology(agents),
            pace(),
            configuration.of(List.of(Layout.values())),
            conversation(),
            "f3nc3",
            limits());
    boolean leaves = faults.percent(faulty ? 15 : 0);
    long gone = !leaves ? -1 : faults.percent(30) ? 0 : faults.below(3_000_000);
    return new Scenario(plan, actors, gone, seed, seed);
  }

  /// Who reads whom: a model alone, layers of proposers, or any small graph.
  private List<List<Integer>> graph() {
    List<List<Integer>> graph = new ArrayList<>();
    int kind = configuration.below(10);
    if (kind == 0) {
      graph.add(List.of());
    } else if (kind <= 7) {
      List<Integer> before = List.of();
      int layers = kind <= 5 ? 1 : configuration.between(2, 3);
      for (int layer = 0; layer < layers; layer++) {
        List<Integer> own = new ArrayList<>();
        for (int i = configuration.between(1, layers == 1 ? 5 : 3); i > 0; i--) {
          own.add(graph.size());
          graph.add(before);
        }
        before = own;
      }
      graph.add(before);
    } else {
      anyGraph(graph, configuration.between(2, 6));
    }
    return graph;
  }

  private void anyGraph(List<List<Integer>> graph, int agents) {
    TreeSet<Integer> unread = new TreeSet<>();
    for (int i = 0; i < agents; i++) {
      TreeSet<Integer> reads = new TreeSet<>(i == agents - 1 ? unread : List.of());
      for (int source = 0; source < i; source++) {
        if (configuration.percent(40)) {
          reads.add(source);
        }
      }
      unread.removeAll(reads);
      unread.add(i);
      graph.add(List.copyOf(reads));
    }
  }

  private Pace pace() {
    Pace preset =
        configuration.of(
            Pace.PAPER,
            Pace.EAGER,
            Pace.BALANCED,
            Pace.CAREFUL,
            Pace.SERIAL,
            anyPace(),
            anyPace(),
            anyPace());
    return configuration.percent(50)
        ? preset
        : preset.waiting(configuration.below(4), configuration.of(0, 1, 50, 500, 5_000));
  }

  private Pace anyPace() {
    double lead = configuration.of(0.0, 0.5, 1.0, 1.5, 2.0, 4.0);
    Pace.CutOver cutOver =
        lead == 0
            ? Pace.CutOver.AT_WORD
            : configuration.of(Pace.CutOver.AT_WORD, Pace.CutOver.AT_BOUND);
    return new Pace(
        configuration.of(1, 2, 4, 8, 40, 1000),
        configuration.of(1, 2, 8, 16),
        configuration.of(1.0, 1.5, 2.0, 10.0),
        configuration.of(1, 4, 16, 64),
        lead,
        configuration.of(Pace.Showing.CHUNK, Pace.Showing.ALL),
        cutOver,
        configuration.of(Pace.EarlyEnd.ACCEPT, Pace.EarlyEnd.HOLD),
        configuration.below(4),
        configuration.of(0, 1, 50, 500, 5_000));
  }

  private Limits limits() {
    if (configuration.percent(70)) {
      return Limits.DEFAULT;
    }
    return new Limits(
        configuration.of(1, 2, 3, 10, 64),
        configuration.of(20, 200, 400_000),
        configuration.below(3),
        configuration.below(3));
  }

  private List<Message> conversation() {
    List<Message> all =
        List.of(
            Message.system("Be brief."),
            Message.user("Hello"),
            Message.assistant("Hello, what is it?"),
            Message.user("Why is the sky blue?"));
    return configuration.of(
        all.subList(3, 4), all, all.subList(1, 4), List.of(all.getFirst(), all.getLast()));
  }

  private List<String> stops(String text) {
    if (text.length() < 4 || configuration.percent(30)) {
      return List.of("\n\n", "###");
    }
    int from =
        text.offsetByCodePoints(0, configuration.below(text.codePointCount(0, text.length())));
    int to =
        text.offsetByCodePoints(
            from, Math.min(configuration.between(1, 6), text.codePointCount(from, text.length())));
    return List.of(text.substring(from, to), "###");
  }

  private Actor actor(int index, int faultRate, boolean wild) {
    boolean slow = latencies.percent(10);
    boolean even = latencies.percent(40);
    return new Actor(
        Texts.draw(texts, index),
        wild ? texts.of(MANNERS) : Actor.Manner.CONTINUES,
        texts.percent(70) ? 1 : texts.between(2, 6),
        even ? 50_000 : latencies.of(0, 1_000, 50_000, 400_000, 2_000_000),
        even ? 20_000 : slow ? 200_000 : latencies.of(0, 1_000, 20_000, 35_000),
        !even && latencies.percent(70),
        texts.percent(10),
        texts.percent(50),
        faults(faultRate));
  }

  private List<Fault> faults(int rate) {
    List<Fault> drawn = new ArrayList<>();
    for (int call = 0; call < 4; call++) {
      boolean hit = faults.percent(rate);
      drawn.add(
          hit
              ? new Fault(faults.of(FAULTS), faults.percent(30) ? 0 : faults.below(30))
              : Fault.NONE);
    }
    return drawn;
  }
}
