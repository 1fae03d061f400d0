package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which agents a virtual model is made of, and who reads whom.
///
/// @param kind the topology that was asked for
/// @param members in reading order; the last one writes the answer
/// @param agreement when a debate ends early; null for never
public record Team(TopologyKind kind, List<Member> members, @Nullable Agreement agreement) {
  public Team {
    members = List.copyOf(members);
  }

  /// Members in the places that their agents have in a topology.
  static Team of(TopologyKind kind, List<Member> members, Topology topology) {
    return new Team(
        kind,
        IntStream.range(0, members.size())
            .mapToObj(i -> members.get(i).placed(topology.agents().get(i)))
            .toList(),
        topology.agreement());
  }

  /// The member that writes the answer.
  public Member writer() {
    return members.getLast();
  }

  /// The writer without the others.
  Team alone() {
    return new Team(TopologyKind.SINGLE, List.of(writer().alone()), null);
  }

  /// The same agents where whole texts are waited for.
  Team serial() {
    return new Team(kind, members.stream().map(Member::serial).toList(), agreement);
  }

  /// The agents of an answer.
  ///
  /// @param request what the client asks, and how
  /// @param continuations how a model goes on with its own text where the configuration says
  ///   `auto`, by `upstream/name`
  Topology topology(VirtualModel.Request request, Function<String, Continuation> continuations) {
    Stream<Agent> read =
        members.stream().limit(members.size() - 1L).map(member -> member.agent(continuations));
    Agent writer = writer().writer(continuations, request.sampling(), request.maxTokens());
    return new Topology(Stream.concat(read, Stream.of(writer)).toList(), agreement);
  }

  /// All members but the writer: those that read nobody, then those that read them, and so on.
  List<List<Member>> layers() {
    List<List<Member>> layers = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < members.size() - 1; i++) {
      Member member = members.get(i);
      if (layers.isEmpty() || (!member.reads().isEmpty() && member.reads().getFirst() >= start)) {
        layers.add(new ArrayList<>());
        start = i;
      }
      layers.getLast().add(member);
    }
    return layers;
  }
}
