package dev.staircase.lab.sim;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/// Draws a scenario from a seed: configuration, texts, latencies and faults, each from a generator
/// of its own. A third of all scenarios are plain: nothing is retried, capped, warmed or handed
/// over in units.
final class Draws {
  private static final List<Actor.Manner> MANNERS = List.of(Actor.Manner.values());
  private static final String ANSWER = "Answer: (\\w+)";

  private final Chance configuration;
  private final Chance policies;
  private final Chance texts;
  private final Chance latencies;
  private final Chance faults;
  private final boolean plain;

  private Draws(long seed) {
    configuration = Chance.split(seed, "configuration");
    policies = Chance.split(seed, "policies");
    texts = Chance.split(seed, "texts");
    latencies = Chance.split(seed, "latencies");
    faults = Chance.split(seed, "faults");
    plain = policies.percent(33);
  }

  static Scenario scenario(long seed) {
    return new Draws(seed).draw(seed);
  }

  private Scenario draw(long seed) {
    Graph graph = Graph.draw(configuration);
    boolean recovers = !plain && policies.percent(70);
    Caps caps = !plain && policies.percent(15) ? Policies.caps(policies) : Caps.NONE;
    Models models = Models.draw(policies, plain, recovers, caps.usd() > 0);
    Form form = plain || policies.percent(75) ? Form.TEXT : policies.of(List.of(Form.values()));
    boolean agree = !graph.rounds().isEmpty() && policies.percent(60);
    boolean barrier = plain || policies.percent(80);
    boolean faulty = faults.percent(50);
    Faults wrong = new Faults(faults, faulty ? faults.between(5, 60) : 0);
    boolean wild = configuration.percent(40);
    List<Agent> agents = new ArrayList<>();
    List<Actor> actors = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      boolean last = i == graph.size() - 1;
      HandOver unit = last ? HandOver.TOKENS : models.handOver();
      String drawn = Texts.draw(texts, i, unit);
      String text = agree ? drawn + decision(drawn.isEmpty()) : drawn;
      Agent agent =
          new Agent(
              "agent" + i,
              models.seats(i),
              models.hedge(i),
              graph.tasks().get(i),
              graph.reads().get(i),
              barrier || policies.percent(30),
              unit,
              configuration.percent(15) ? configuration.between(1, 80) : 0,
              sampling(last, text, form));
      agents.add(agent);
      int tools = last && form != Form.TEXT ? texts.below(4) : !plain && texts.percent(1) ? 1 : 0;
      actors.add(actor(text, wild, tools, wrong, agent));
    }
    Agreement agreement = agree ? new Agreement(graph.rounds(), ANSWER) : null;
    Plan plan =
        new Plan(
            new Topology(agents, agreement),
            Policies.paces(configuration, agents.size()),
            configuration.of(List.of(Layout.values())),
            conversation(),
            "f3nc3",
            Policies.limits(configuration),
            recovers ? Policies.recovery(policies) : Recovery.NONE,
            caps);
    boolean leaves = faults.percent(faulty ? 15 : 0);
    long gone = !leaves ? -1 : faults.percent(30) ? 0 : faults.below(3_000_000);
    return new Scenario(plan, actors, gone, seed, seed);
  }

  private Sampling sampling(boolean last, String text, Form form) {
    List<String> stop = last && configuration.percent(20) ? stops(text) : List.of();
    return new Sampling(null, null, null, stop, null, last ? form : Form.TEXT);
  }

  /// What a debater has come to; mostly the same for all.
  private String decision(boolean alone) {
    return texts.percent(10)
        ? ""
        : (alone ? "" : "\n") + "Answer: " + (texts.percent(85) ? texts.of("blue", "Blue") : "red");
  }

  private List<Message> conversation() {
    List<Message> all =
        List.of(
            Message.system("Be brief."),
            Message.user("Hello"),
            Message.assistant("Hello, what is it?"),
            attached(Message.user("Why is the sky blue?"), Attached.Kind.IMAGES, 15));
    return configuration.of(
        all.subList(3, 4),
        all,
        all.subList(1, 4),
        List.of(all.getFirst(), all.getLast()),
        List.of(
            Message.user("Which colour is it?"),
            attached(Message.assistant("(looks)"), Attached.Kind.TOOLS, 100),
            attached(Message.user("(blue)"), Attached.Kind.TOOLS, 100),
            Message.assistant("Blue."),
            all.getLast()));
  }

  private Message attached(Message message, Attached.Kind kind, int percent) {
    return !plain && policies.percent(percent)
        ? new Message(message.role(), message.content(), new Attached(kind, "{}"))
        : message;
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

  private Actor actor(String text, boolean wild, int tools, Faults wrong, Agent agent) {
    boolean slow = latencies.percent(10);
    boolean even = latencies.percent(40);
    Tempo tempo =
        new Tempo(
            even ? 50_000 : latencies.of(0, 1_000, 50_000, 400_000, 2_000_000),
            even ? 20_000 : slow ? 200_000 : latencies.of(0, 1_000, 20_000, 35_000),
            !even && latencies.percent(70),
            texts.percent(70) ? 1 : texts.between(2, 6),
            texts.percent(10));
    boolean warmed = agent.seats().stream().anyMatch(seat -> seat.warm());
    return new Actor(
        text,
        wild ? texts.of(MANNERS) : Actor.Manner.CONTINUES,
        tempo,
        texts.percent(50),
        tools,
        plain || texts.percent(50)
            ? Counts.NEVER
            : new Counts(texts.of(List.of(Counts.When.values())), texts.of(50, 100, 300)),
        wrong.draw(agent.seats().size(), agent.hedge() != null, warmed));
  }
}
