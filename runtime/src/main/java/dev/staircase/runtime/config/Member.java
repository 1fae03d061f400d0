package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// An agent in its place in a [Team].
///
/// @param name unique within the team
/// @param settings what it is
/// @param task what it is told to do with what it reads
/// @param reads the positions of the members that it reads
public record Member(String name, AgentSettings settings, Task task, List<Integer> reads) {
  public Member {
    reads = List.copyOf(reads);
  }

  /// One that has no sources yet.
  ///
  /// @param usual its task unless it has instructions of its own
  static Member of(String name, AgentSettings settings, Task usual) {
    String instructions = settings.instructions();
    Task task = instructions == null ? usual : new Task.Custom(instructions);
    return new Member(name, settings, task, List.of());
  }

  /// The same with other sources.
  Member reading(List<Integer> others) {
    return new Member(name, settings, task, others);
  }

  /// The agent by which a topology finds this member's place.
  Agent draft() {
    return agent(model -> Continuation.NEW_TURN);
  }

  /// The same in the place that its agent has in a topology.
  Member placed(Agent agent) {
    return new Member(name, settings, agent.task(), agent.reads());
  }

  /// The same without anybody to read.
  Member alone() {
    return of(name, settings, Task.AGGREGATE);
  }

  Member serial() {
    return new Member(name, settings.serial(), task, reads);
  }

  /// At work on its own behalf.
  ///
  /// @param continuations how a model goes on with its own text where the configuration says
  ///   `auto`, by `upstream/name`
  Agent agent(Function<String, Continuation> continuations) {
    return agent(continuations, settings.sampling(), settings.maxTokens());
  }

  /// At work for a client, whose wishes come before what is configured.
  ///
  /// @param maxTokens 0 where the client has no limit
  Agent writer(Function<String, Continuation> continuations, Sampling wanted, int maxTokens) {
    return agent(
        continuations,
        settings.sampling(wanted),
        maxTokens == 0 ? settings.maxTokens() : maxTokens);
  }

  private Agent agent(
      Function<String, Continuation> continuations, Sampling sampling, int maxTokens) {
    List<Seat> seats = settings.seats().stream().map(seat -> seat.seat(continuations)).toList();
    SeatSettings hedge = settings.hedge();
    return new Agent(
        name,
        seats,
        hedge == null ? null : hedge.seat(continuations),
        task,
        reads,
        settings.barrier(),
        settings.handOver(),
        maxTokens,
        sampling);
  }

  /// The models that it may have to continue a text with: all, where it reads others and so writes
  /// in steps, else those that take over.
  Stream<SeatSettings> continuing() {
    List<SeatSettings> seats = reads.isEmpty() ? settings.fallbacks() : settings.seats();
    return seats.isEmpty()
        ? Stream.of()
        : Stream.concat(seats.stream(), Stream.ofNullable(settings.hedge()));
  }
}
