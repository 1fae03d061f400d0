package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Reads virtual models, given the upstreams that there are.
final class ModelReader {
  /// As in Mixture-of-Agents (arXiv 2406.04692).
  private static final double PROPOSER_TEMPERATURE = 0.7;

  private static final int MAX_PROPOSERS = Topology.MAX_AGENTS - 1;
  private static final long LONGEST_PATIENCE_MS = 3_600_000;

  /// What only a model with proposers has.
  private static final List<String> OF_MIXTURES =
      List.of(
          "proposers",
          "layers",
          "samples",
          "mode",
          "pace",
          "layout",
          "quorum",
          "patience",
          "max-tokens",
          "temperature");

  private final Set<String> names;
  private final Map<String, Upstream> upstreams;

  /// @param names of all upstreams
  /// @param upstreams those that could be read
  ModelReader(Set<String> names, Map<String, Upstream> upstreams) {
    this.names = names;
    this.upstreams = upstreams;
  }

  /// A virtual model, or null where it makes no sense, which is then told.
  @Nullable VirtualModel read(String name, Cursor model) {
    AgentSettings writer = writer(model);
    boolean single = model.text("topology", "mixture-of-agents").equals("single");
    Team team = single ? single(model, writer) : mixture(model, writer);
    if (team == null) {
      return null;
    }
    int quorum = quorum(model, team);
    Long patienceMs = patienceMs(model);
    return new VirtualModel(
        name,
        team,
        single ? Mode.SINGLE : Mode.of(model.text("mode", Mode.STAIRCASE.wireName())),
        pace(model.get("pace")),
        WireNames.read(Layout.class, model.text("layout", WireNames.of(Layout.GROUPED))),
        quorum,
        patienceMs,
        limits(model.get("limits")));
  }

  private static Team single(Cursor model, AgentSettings writer) {
    for (String key : OF_MIXTURES) {
      Cursor extra = model.get(key);
      if (extra != null) {
        extra.problem(
            "expected no "
                + key
                + " in a single model, which has no proposers, found it;"
                + " leave it out, or make the topology mixture-of-agents");
      }
    }
    return new Team.Single(writer);
  }

  private @Nullable Team mixture(Cursor model, AgentSettings writer) {
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
    List<List<AgentSettings>> read = new ArrayList<>();
    for (Cursor layer : written) {
      List<AgentSettings> agents = new ArrayList<>();
      layer.items().forEach(item -> agents.addAll(proposer(model, item)));
      read.add(agents);
    }
    int count = read.stream().mapToInt(List::size).sum();
    if (count > MAX_PROPOSERS) {
      source.problem(
          "expected at most %d proposers in all, samples counted, found %d"
              .formatted(MAX_PROPOSERS, count));
      return null;
    }
    return new Team.Mixture(read, writer);
  }

  private List<AgentSettings> proposer(Cursor model, Cursor written) {
    int samples = written.integer("samples", model.integer("samples", 1));
    Double temperature =
        written.decimal("temperature", model.decimal("temperature", PROPOSER_TEMPERATURE));
    int maxTokens = model.integer("max-tokens", 0);
    AgentSettings one = agent(written, temperature, maxTokens);
    if (samples == 1) {
      return List.of(one);
    }
    long first = one.seed() == null ? 1 : one.seed();
    return LongStream.range(first, first + samples)
        .mapToObj(seed ->
            new AgentSettings(
                one.model(), one.continuation(), one.maxTokens(), one.temperature(), seed))
        .toList();
  }

  private AgentSettings writer(Cursor model) {
    Cursor written = model.at(List.of("aggregator"));
    model.get("aggregator");
    return agent(written, written.decimal("temperature", null), 0);
  }

  private AgentSettings agent(Cursor written, @Nullable Double temperature, int maxTokens) {
    Cursor reference = written.isMap() ? written.at(List.of("model")) : written;
    written.get("model");
    String model = reference.text();
    String name = model.substring(0, model.indexOf('/'));
    if (!names.isEmpty() && !names.contains(name)) {
      boolean shown = reference.node() instanceof Node.Scalar scalar && !scalar.fromVariable();
      reference.expected(
          "a model of one of the upstreams " + String.join(", ", names),
          shown ? Spelling.hint(name, names) : "");
    }
    Upstream upstream = upstreams.get(name);
    Cursor own = written.get("continuation");
    Continuation continuation =
        Upstream.continuation(own, upstream == null ? null : upstream.continuation());
    boolean renders = upstream == null || upstream.settings().dialect().template() != null;
    if (own != null && continuation == Continuation.COMPLETIONS && !renders) {
      Upstream.lacksTemplate(own);
    }
    Cursor seed = written.get("seed");
    return new AgentSettings(
        model,
        continuation,
        written.integer("max-tokens", maxTokens),
        temperature,
        seed == null ? null : Long.valueOf(seed.node().json().asLong()));
  }

  private static int quorum(Cursor model, Team team) {
    Cursor quorum = model.get("quorum");
    if (quorum == null
        || quorum.text().equals("majority")
        || !(team instanceof Team.Mixture mixture)) {
      return 0;
    }
    int wanted = quorum.node().json().asInt();
    int most = mixture.layers().stream().mapToInt(List::size).min().orElse(1);
    if (wanted > most) {
      String whose =
          mixture.layers().size() == 1 ? "there are proposers" : "the smallest layer has proposers";
      quorum.expected("a quorum from 1 to %d, as many as %s".formatted(most, whose), "");
    }
    return wanted;
  }

  private static @Nullable Long patienceMs(Cursor model) {
    Cursor patience = model.get("patience");
    return patience == null || patience.text().equals("auto")
        ? null
        : Long.valueOf(model.durationMs("patience", 0, 0, LONGEST_PATIENCE_MS));
  }

  private static Pace pace(@Nullable Cursor pace) {
    return pace == null
        ? Pace.BALANCED
        : pace.attempt(() -> PaceSettings.read(pace).in(Pace.BALANCED), Pace.BALANCED);
  }

  private static Limits limits(@Nullable Cursor limits) {
    Limits usual = Limits.DEFAULT;
    return limits == null
        ? usual
        : new Limits(
            limits.integer("steps", usual.steps()),
            limits.integer("chars", usual.chars()),
            limits.integer("resumes", usual.resumes()),
            limits.integer("reasks", usual.reasks()));
  }
}
