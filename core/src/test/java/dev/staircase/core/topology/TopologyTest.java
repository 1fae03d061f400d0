package dev.staircase.core.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Sampling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopologyTest {
  private static Agent agent(String name, Integer... reads) {
    return Agent.of(name, "m", List.of(reads), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(List.of(), "a topology has 1 to 64 agents, found 0"),
        Arguments.of(
            Collections.nCopies(65, agent("a")), "a topology has 1 to 64 agents, found 65"),
        Arguments.of(
            List.of(agent("a"), agent("a", 0)), "two agents are named a; names must differ"),
        Arguments.of(
            List.of(agent("a", 0)),
            "agent a (index 0) reads index 0; an agent reads only agents that stand before it"),
        Arguments.of(
            List.of(agent("a"), agent("b", 2), agent("c", 0)),
            "agent b (index 1) reads index 2; an agent reads only agents that stand before it"),
        Arguments.of(
            List.of(agent("a"), agent("b", -1)),
            "agent b (index 1) reads index -1; an agent reads only agents that stand before it"),
        Arguments.of(
            List.of(agent("a"), agent("b"), agent("c", 0)),
            "agent b is read by nobody; only the last agent, c, writes to the client"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void errorsTellWhoAndWhat(List<Agent> agents, String message) {
    assertThatThrownBy(() -> new Topology(agents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void layersReadTheLayerBefore() {
    Topology topology =
        Topology.mixtureOfAgents(
            List.of(List.of(agent("a"), agent("b")), List.of(agent("c"))), agent("d"));
    assertThat(topology.agents().stream().map(Agent::reads).toList())
        .isEqualTo(List.of(List.of(), List.of(), List.of(0, 1), List.of(2)));
    assertThat(topology.answerer()).isEqualTo(3);
    assertThat(Topology.single(agent("a", 7)).agents()).containsExactly(agent("a"));
  }

  @Test
  void aLayerIsNeverEmpty() {
    assertThatThrownBy(
            () -> Topology.mixtureOfAgents(List.of(List.of(agent("a")), List.of()), agent("d")))
        .hasMessage(
            "a mixture of agents needs at least one layer and a proposer in each, found [1, 0]");
    assertThatThrownBy(() -> Topology.mixtureOfAgents(List.of(), agent("d")))
        .hasMessageEndingWith("found []");
  }

  private static List<Agent> agents(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> agent(prefix + i)).toList();
  }

  private static List<List<Integer>> reads(Topology topology) {
    return topology.agents().stream().map(Agent::reads).toList();
  }

  private static List<Task> tasks(Topology topology) {
    return topology.agents().stream().map(Agent::task).toList();
  }

  @Test
  void debatersReadAllOfTheRoundBeforeAndKnowTheirOwn() {
    List<List<Agent>> rounds = List.of(agents("a", 2), agents("b", 2));
    Topology judged = Topology.debate(rounds, agent("judge").doing(Task.JUDGE), "\\d+");
    assertThat(reads(judged))
        .isEqualTo(List.of(List.of(), List.of(), List.of(0, 1), List.of(0, 1), List.of(2, 3)));
    assertThat(tasks(judged))
        .containsExactly(
            new Task.Debate(-1),
            new Task.Debate(-1),
            new Task.Debate(0),
            new Task.Debate(1),
            Task.JUDGE);
    assertThat(judged.agreement())
        .isEqualTo(new Agreement(List.of(List.of(0, 1), List.of(2, 3)), "\\d+"));

    Topology unjudged = Topology.debate(rounds, agent("a1 again"), null);
    assertThat(unjudged.agents().getLast().task()).isEqualTo(new Task.Debate(2));
    assertThat(unjudged.agreement()).isNull();
  }

  @Test
  void linksOfAChainReadTheOneBefore() {
    Topology chain = Topology.chain(agents("a", 3));
    assertThat(reads(chain)).isEqualTo(List.of(List.of(), List.of(0), List.of(1)));
    assertThat(tasks(chain)).containsExactly(Task.AGGREGATE, Task.REFINE, Task.REFINE);
  }

  @Test
  void instructionsOfItsOwnOutweighAnAgentsTask() {
    Task own = new Task.Custom("Find the mistakes.");
    List<Agent> agents = agents("a", 2).stream().map(agent -> agent.doing(own)).toList();
    assertThat(tasks(Topology.chain(agents))).containsOnly(own);
    assertThat(tasks(Topology.debate(List.of(agents), agent("w").doing(own), null)))
        .containsOnly(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1     | [[], [0]]",
        "4 2   | [[], [], [], [], [0, 1], [2, 3], [4, 5]]",
        "5 3   | [[], [], [], [], [], [0, 1], [2, 3], [4], [5, 6, 7]]",
        "3 3 1 | [[], [], [], [0], [1], [2], [3, 4, 5], [6]]",
      })
  void aTreeDealsItsLayersOut(String sizes, String reads) {
    List<List<Agent>> layers = new ArrayList<>();
    for (String size : sizes.split(" ", -1)) {
      layers.add(agents("l" + layers.size() + "n", Integer.parseInt(size)));
    }
    assertThat(reads(Topology.tree(layers, agent("root")))).hasToString(reads);
  }

  @Test
  void debatesAndTreesThatCannotBeAreRefused() {
    assertThatThrownBy(
            () -> Topology.debate(List.of(agents("a", 2), agents("b", 3)), agent("j"), null))
        .hasMessageEndingWith("the same debaters in each, at least two, found [2, 3]");
    assertThatThrownBy(() -> Topology.debate(List.of(agents("a", 1)), agent("j"), null))
        .hasMessageEndingWith("found [1]");
    assertThatThrownBy(() -> Topology.debate(List.of(), agent("j"), null))
        .hasMessageEndingWith("found []");
    assertThatThrownBy(() -> Topology.tree(List.of(agents("a", 1), agents("b", 2)), agent("root")))
        .hasMessageEndingWith("no more than in the layer before it, found [1, 2]");
    assertThatThrownBy(() -> Topology.tree(List.of(List.of()), agent("root")))
        .hasMessageEndingWith("found [0]");
  }

  @Test
  void anAgreementIsAmongAgentsThatAreRead() {
    List<Agent> agents = List.of(agent("a"), agent("b"), agent("w", 0, 1));
    assertThatThrownBy(
            () -> new Topology(agents, new Agreement(List.of(List.of(0, 1), List.of(2)), "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rounds of an agreement are of agents 0 to 1, those before the last; found 2");
    Agreement right = new Agreement(List.of(List.of(0), List.of(1)), "x");
    assertThat(new Topology(agents, right).agreement()).isEqualTo(right);
  }

  @Test
  void anAgreementNeedsARegularExpression() {
    assertThatThrownBy(() -> new Agreement(List.of(), "("))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "expected a regular expression that finds an answer, found '(': Unclosed group");
  }

  @Test
  void whatADebaterCallsItsOwnIsWhatItReads() {
    assertThatThrownBy(() -> agent("b", 0).doing(new Task.Debate(1)))
        .hasMessage(
            "agent b: its own answer of the round before is index 1, which it doesn't read");
  }
}
