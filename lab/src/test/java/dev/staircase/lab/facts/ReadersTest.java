package dev.staircase.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In whatever graph the built-in models read one another, and in pieces of whatever size, every
/// reader ends up with all that it and those above it know: each fact once, nothing wrong left
/// standing, no sentence broken.
class ReadersTest {
  private static final FactBase BASE = FactBase.builtIn();
  private static final int MOST_WORDS = 60;
  private static final Prompts[] PROMPTS = Prompts.values();

  enum Graph {
    CHAIN,
    TREE,
    LAYERS,
    DEBATE;

    /// The agents, sources first.
    List<Reader> agents() {
      return switch (this) {
        case CHAIN -> chain();
        case TREE -> tree();
        case LAYERS -> judged(ReadersTest::layer);
        case DEBATE -> judged(ReadersTest::round);
      };
    }
  }

  /// Each topic is a seed of its own; the tasks and the ways to go on take turns.
  @ParameterizedTest
  @EnumSource
  void everyReaderEndsUpWithAllThereIs(Graph graph) {
    for (int seed = 0; seed < BASE.topics().size() / 2; seed++) {
      var prompts = PROMPTS[seed % PROMPTS.length];
      boolean even = seed / PROMPTS.length % 2 == 0;
      check(graph, prompts, even ? Continuation.TRAILING_ASSISTANT : Continuation.NEW_TURN, seed);
    }
  }

  private static void check(Graph graph, Prompts prompts, Continuation way, int seed) {
    var topic = BASE.topics().get(seed);
    var agents = graph.agents();
    var chance = new Random(seed);
    int most = 1 + chance.nextInt(MOST_WORDS);
    while (!agents.getLast().ended()) {
      var waiting = agents.stream().filter(agent -> !agent.ended()).toList();
      waiting
          .get(chance.nextInt(waiting.size()))
          .step(prompts, way, topic.question(), chance, most);
    }
    for (var agent : agents) {
      if (!agent.sources().isEmpty()) {
        checkWhole(agent, topic, "seed %d, %s: %s".formatted(seed, agent.model(), agent.text()));
      }
    }
  }

  private static void checkWhole(Reader agent, Topic topic, String where) {
    var score = FactScore.of(topic.question(), agent.text());
    int known = known(agent, topic).size();
    assertThat(score)
        .as(where)
        .isEqualTo(new FactScore(topic.id(), 12, known, 0, 0, score.corrected()));
    var rest = agent.text();
    for (var sentence : (Iterable<String>) topic.sentences()::iterator) {
      rest = rest.replace(sentence, "");
    }
    boolean speaks = !agent.model().equals("agg");
    var voice = speaks ? BASE.voice(agent.model()) : Voice.AGGREGATOR;
    assertThat(rest.replace("Correction: ", "").replaceAll(" +", " ").strip())
        .as(where)
        .isEqualTo((voice.opening(topic) + " " + voice.closing(topic)).strip());
  }

  /// The facts that an agent and those above it know of themselves.
  private static Set<String> known(Reader agent, Topic topic) {
    var known = new HashSet<String>();
    if (!agent.model().equals("agg")) {
      known.addAll(BASE.voice(agent.model()).says(topic, null));
      known.retainAll(topic.facts().stream().map(Fact::text).toList());
    }
    agent.sources().forEach(source -> known.addAll(known(source, topic)));
    return known;
  }

  private static List<Reader> chain() {
    var first = new Reader("p1");
    var second = new Reader("p2", first);
    return List.of(first, second, new Reader("agg", second));
  }

  private static List<Reader> tree() {
    var one = new Reader("p1");
    var two = new Reader("p2");
    var three = new Reader("p3", one, two);
    return List.of(one, two, three, new Reader("p2", three, one));
  }

  /// Three proposers, two passes over what they say, and an aggregator of the last one.
  private static List<Reader> judged(UnaryOperator<List<Reader>> pass) {
    var first = layer(List.of());
    var second = pass.apply(first);
    var third = pass.apply(second);
    var judge = new Reader("agg", third.toArray(Reader[]::new));
    return Stream.of(first, second, third, List.of(judge)).flatMap(List::stream).toList();
  }

  private static List<Reader> layer(List<Reader> before) {
    return Stream.of("p1", "p2", "p3")
        .map(model -> new Reader(model, before.toArray(Reader[]::new)))
        .toList();
  }

  /// Each debater reads itself first, then the others.
  private static List<Reader> round(List<Reader> before) {
    var round = new ArrayList<Reader>();
    for (var own : before) {
      var others = before.stream().filter(other -> other != own);
      round.add(
          new Reader(own.model(), Stream.concat(Stream.of(own), others).toArray(Reader[]::new)));
    }
    return round;
  }
}
