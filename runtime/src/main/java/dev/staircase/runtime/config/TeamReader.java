package dev.staircase.runtime.config;

import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads who takes part in a virtual model, and who reads whom.
///
/// Proposers are called `p1`, `p2`, ... (`l2p1` is the first of layer 2, where there are several
/// layers), agents of a tree `l1n1`, and who writes for them `aggregator`; debaters `r1d1` (the
/// first of round 1) and their judge `judge`, or `d1` where the first debater writes the answer;
/// links of a chain `a1`, `a2`, ...; agents of a graph as it says.
final class TeamReader {
  /// What a debate's judge is called.
  static final String JUDGE = "judge";

  private static final int ROUNDS = 2;

  private final Cursor model;
  private final AgentReader agents;

  TeamReader(Cursor model, AgentReader agents) {
    this.model = model;
    this.agents = agents;
  }

  /// Who takes part; null where it makes no sense, which is then told.
  @Nullable Team read() {
    TopologyKind kind =
        WireNames.read(
            TopologyKind.class,
            model.text("topology", WireNames.of(TopologyKind.MIXTURE_OF_AGENTS)));
    kind.refuseOthersKeys(model);
    return switch (kind) {
      case SINGLE -> single();
      case MIXTURE_OF_AGENTS -> mixture();
      case DEBATE -> debate();
      case CHAIN -> chain();
      case TREE -> tree();
      case GRAPH -> graph();
    };
  }

  private @Nullable Team single() {
    Member writer = aggregator();
    return writer == null ? null : new Team(TopologyKind.SINGLE, List.of(writer), null);
  }

  private @Nullable Team mixture() {
    Cursor proposers = model.get("proposers");
    Cursor layers = model.get("layers");
    Cursor source = proposers == null ? layers : proposers;
    if (source == null) {
      model.problem(
          "expected proposers or layers, found neither; add proposers, or make the topology"
              + " single");
      return null;
    }
    if (proposers != null && layers != null) {
      layers.problem("expected either proposers or layers, found both; leave one out");
      return null;
    }
    List<Cursor> written = proposers == null ? source.items() : List.of(source);
    return layered(
        TopologyKind.MIXTURE_OF_AGENTS,
        source,
        written,
        layer -> written.size() == 1 ? "p" : "l" + layer + "p",
        Topology::mixtureOfAgents);
  }

  private @Nullable Team tree() {
    Cursor layers = required("layers", "lists of agents, the leaves first");
    return layers == null
        ? null
        : layered(
            TopologyKind.TREE, layers, layers.items(), layer -> "l" + layer + "n", Topology::tree);
  }

  private @Nullable Team layered(
      TopologyKind kind,
      Cursor source,
      List<Cursor> written,
      IntFunction<String> prefix,
      BiFunction<List<List<Agent>>, Agent, Topology> topology) {
    Member writer = aggregator();
    if (writer == null) {
      return null;
    }
    List<List<Member>> layers = new ArrayList<>();
    for (Cursor layer : written) {
      layers.add(named(prefix.apply(layers.size() + 1), agents.sampled(layer), Task.AGGREGATE));
    }
    return placed(
        kind,
        source,
        followed(layers, writer),
        () -> topology.apply(drafts(layers), writer.draft()));
  }

  private @Nullable Team debate() {
    Cursor debaters = required("debaters", "a list of models");
    if (debaters == null) {
      return null;
    }
    List<AgentSettings> settings = agents.sampled(debaters);
    if (settings.size() < 2) {
      debaters.problem("expected at least two debaters, samples counted, found one; add another");
      return null;
    }
    List<List<Member>> rounds =
        IntStream.rangeClosed(1, model.integer("rounds", ROUNDS))
            .mapToObj(round -> named("r" + round + "d", settings, new Task.Debate(-1)))
            .toList();
    Cursor judge = model.get("judge");
    Member writer =
        judge == null
            ? Member.of("d1", agents.writer(settings.getFirst()), new Task.Debate(-1))
            : Member.of(JUDGE, agents.writer(judge), Task.JUDGE);
    String pattern = pattern(model.get("agreement"));
    return placed(
        TopologyKind.DEBATE,
        debaters,
        followed(rounds, writer),
        () -> Topology.debate(drafts(rounds), writer.draft(), pattern));
  }

  private static @Nullable String pattern(@Nullable Cursor written) {
    return written == null
        ? null
        : written.attempt(() -> new Agreement(List.of(), written.text()).pattern(), "");
  }

  private @Nullable Team chain() {
    Cursor written =
        required("agents", "a list of models, each of which improves on the one before");
    if (written == null) {
      return null;
    }
    if (written.isMap()) {
      written.expected("a list of models", "; a map of agents is a topology graph");
      return null;
    }
    List<Cursor> links = written.items();
    List<AgentSettings> settings = new ArrayList<>();
    for (Cursor link : links) {
      boolean writes = settings.size() == links.size() - 1;
      settings.add(writes ? agents.writer(link) : agents.source(link));
    }
    List<Member> members = named("a", settings, Task.AGGREGATE);
    return placed(
        TopologyKind.CHAIN,
        written,
        members,
        () -> Topology.chain(members.stream().map(Member::draft).toList()));
  }

  private @Nullable Team graph() {
    Cursor written = required("agents", "a map of agents by name");
    if (written == null) {
      return null;
    }
    if (!written.isMap()) {
      written.expected("a map of agents by name", "; a list of models is a topology chain");
      return null;
    }
    return new GraphReader(written, agents).read();
  }

  private @Nullable Member aggregator() {
    Cursor written = required("aggregator", "the model that writes the answer");
    return written == null ? null : Member.of("aggregator", agents.writer(written), Task.AGGREGATE);
  }

  private @Nullable Cursor required(String key, String what) {
    Cursor written = model.get(key);
    if (written == null) {
      model.problem("expected the key %s: %s, found no such key; add it".formatted(key, what));
    }
    return written;
  }

  private static List<Member> named(String prefix, List<AgentSettings> settings, Task task) {
    return IntStream.range(0, settings.size())
        .mapToObj(i -> Member.of(prefix + (i + 1), settings.get(i), task))
        .toList();
  }

  private static List<Member> followed(List<List<Member>> groups, Member writer) {
    return Stream.concat(groups.stream().flatMap(List::stream), Stream.of(writer)).toList();
  }

  private static List<List<Agent>> drafts(List<List<Member>> groups) {
    return groups.stream().map(group -> group.stream().map(Member::draft).toList()).toList();
  }

  private static @Nullable Team placed(
      TopologyKind kind, Cursor source, List<Member> members, Supplier<Topology> topology) {
    if (members.size() > Topology.MAX_AGENTS) {
      source.problem(
          "expected at most %d agents in all, samples, rounds and the writer counted, found %d"
              .formatted(Topology.MAX_AGENTS, members.size()));
      return null;
    }
    return source.attempt(() -> Team.of(kind, members, topology.get()), null);
  }
}
