package dev.staircase.runtime.config;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A model that is made of models: what a client may ask for by its name.
///
/// @param name as clients ask for it
/// @param team who takes part
/// @param mode how it answers where a request says nothing
/// @param pace when its writer begins and goes on, in a staircase
/// @param layout how proposals stand in prompts
/// @param quorum how many proposals the first step needs; 0 means more than half of them
/// @param patienceMs how long the other proposals are waited for, 0 for all of them; null leaves it
///   to the pace, and a serial answer then waits for all
/// @param limits bounds on one answer
public record VirtualModel(
    String name,
    Team team,
    Mode mode,
    Pace pace,
    Layout layout,
    int quorum,
    @Nullable Long patienceMs,
    Limits limits) {

  public VirtualModel {
    pace = pace.waiting(quorum, patienceMs == null ? pace.patienceMs() : patienceMs);
  }

  /// What a client asks.
  ///
  /// @param conversation the client's messages, the last one the user's
  /// @param sampling the client's; heeded by the writer alone
  /// @param maxTokens the client's limit of the answer; 0 gives none
  /// @param fence a random word for this answer alone, 4 to 64 letters and digits
  /// @param overrides what the client changes of the model
  public record Request(
      List<Message> conversation,
      Sampling sampling,
      int maxTokens,
      String fence,
      Overrides overrides) {
    public Request {
      conversation = List.copyOf(conversation);
    }
  }

  /// The models (`upstream/name`) that continue their own text in this one and whose way of doing
  /// so is to be found out.
  public Set<String> toProbe() {
    Set<String> unknown = new TreeSet<>();
    for (AgentSettings agent : team.readers()) {
      if (agent.continuation() == null) {
        unknown.add(agent.model());
      }
    }
    return unknown;
  }

  /// The plan of an answer. Proposers are called `p1`, `p2`, ... (`l2p1` is the first of layer 2,
  /// where there are several layers), the writer `aggregator`.
  ///
  /// @param continuations how a model goes on with its own text where the configuration says
  ///   `auto`, by `upstream/name`
  /// @throws OverrideException if the request's overrides do not go together
  /// @throws IllegalArgumentException if the conversation does not end with the user's message
  public Plan plan(Request request, Function<String, Continuation> continuations) {
    Overrides overrides = request.overrides();
    Mode chosen = overrides.mode(mode);
    Pace staircase = overrides.pace(pace);
    Pace taken =
        switch (chosen) {
          case SINGLE, STAIRCASE -> staircase;
          case SERIAL ->
              Pace.SERIAL.waiting(
                  quorum, patienceMs == null ? Pace.SERIAL.patienceMs() : patienceMs);
        };
    return Plan.of(
        topology(chosen, request, continuations),
        taken,
        overrides.layout(layout),
        request.conversation(),
        request.fence(),
        limits);
  }

  private Topology topology(
      Mode chosen, Request request, Function<String, Continuation> continuations) {
    Agent writer =
        team.writer().writer("aggregator", continuations, request.maxTokens(), request.sampling());
    return switch (team) {
      case Team.Single _ -> Topology.single(writer);
      case Team.Mixture mixture ->
          switch (chosen) {
            case SINGLE -> Topology.single(writer);
            case SERIAL, STAIRCASE ->
                Topology.mixtureOfAgents(proposers(mixture, continuations), writer);
          };
    };
  }

  private static List<List<Agent>> proposers(
      Team.Mixture mixture, Function<String, Continuation> continuations) {
    boolean several = mixture.layers().size() > 1;
    List<List<Agent>> layers = new ArrayList<>();
    for (List<AgentSettings> layer : mixture.layers()) {
      String prefix = several ? "l" + (layers.size() + 1) + "p" : "p";
      List<Agent> agents = new ArrayList<>();
      for (AgentSettings proposer : layer) {
        agents.add(proposer.proposer(prefix + (agents.size() + 1), continuations));
      }
      layers.add(agents);
    }
    return layers;
  }
}
