package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model that is made of models: what a client may ask for by its name.
///
/// @param name as clients ask for it
/// @param team who takes part
/// @param mode how it answers where a request says nothing
/// @param pace when its agents begin and go on, in a staircase
/// @param adaptive whether each agent's pace is chosen anew for every answer, from `pace` on
/// @param layout how proposals stand in prompts
/// @param quorum how many proposals the first step needs; 0 means more than half of them
/// @param patienceMs how long the other proposals are waited for, 0 for all of them; null leaves it
///   to the pace, and a serial answer then waits for all
/// @param limits bounds on each agent of an answer
/// @param recovery what is done about calls that fail or are late
/// @param caps bounds on what an answer may cost
public record VirtualModel(
    String name,
    Team team,
    Mode mode,
    Pace pace,
    boolean adaptive,
    Layout layout,
    int quorum,
    @Nullable Long patienceMs,
    Limits limits,
    Recovery recovery,
    Caps caps) {

  public VirtualModel {
    pace = pace.waiting(quorum, patienceMs == null ? pace.patienceMs() : patienceMs);
  }

  /// A plain model as if it were one of its own: nobody to read, everything as usual.
  static VirtualModel plain(SeatSettings seat) {
    var settings =
        new AgentSettings(List.of(seat), null, 0, null, null, null, true, HandOver.TOKENS);
    Member writer = Member.of(seat.model(), settings, Task.AGGREGATE);
    return new VirtualModel(
        seat.model(),
        new Team(TopologyKind.SINGLE, List.of(writer), null),
        Mode.SINGLE,
        Pace.BALANCED,
        false,
        Layout.GROUPED,
        0,
        null,
        BoundsReader.limits(null),
        BoundsReader.recovery(null, null),
        BoundsReader.caps(null));
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

  /// The models (`upstream/name`) that may have to continue a text in this one and whose way of
  /// doing so is to be found out.
  public Set<String> toProbe() {
    return team.members().stream()
        .flatMap(Member::continuing)
        .filter(seat -> seat.continuation() == null)
        .map(SeatSettings::model)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The name of its pace, such as `balanced`; null where single values were changed in one.
  public @Nullable String paceName() {
    if (adaptive) {
      return WireNames.of(PaceSettings.Preset.AUTO);
    }
    return Arrays.stream(PaceSettings.Preset.values())
        .filter(preset -> preset.pace().waiting(pace.quorum(), pace.patienceMs()).equals(pace))
        .findFirst()
        .map(WireNames::of)
        .orElse(null);
  }

  /// The plan of an answer to some question, for what is to be shown of the model.
  public Plan sketch(Overrides overrides, Pacing pacing) {
    var request =
        new Request(
            List.of(Message.user("Why is the sky blue at noon and red in the evening?")),
            Sampling.DEFAULT,
            0,
            "f3nc3",
            overrides);
    return plan(request, name -> Continuation.TRAILING_ASSISTANT, pacing);
  }

  /// The plan of an answer.
  ///
  /// @param continuations how a model goes on with its own text where the configuration says
  ///   `auto`, by `upstream/name`
  /// @param pacing asked for the pace of every agent that reads others, where it is `auto`
  /// @throws OverrideException if the request's overrides do not go together
  /// @throws IllegalArgumentException if the conversation does not end with the user's message
  public Plan plan(Request request, Function<String, Continuation> continuations, Pacing pacing) {
    Overrides overrides = request.overrides();
    Mode chosen = overrides.mode(mode);
    Pace staircase = overrides.pace(pace);
    Team working =
        switch (chosen) {
          case SINGLE -> team.alone();
          case SERIAL -> team.serial();
          case STAIRCASE -> team;
        };
    Pace base =
        switch (chosen) {
          case SINGLE, STAIRCASE -> staircase;
          case SERIAL ->
              Pace.SERIAL.waiting(
                  quorum, patienceMs == null ? Pace.SERIAL.patienceMs() : patienceMs);
        };
    boolean chooses = chosen == Mode.STAIRCASE && overrides.adaptive(adaptive);
    Topology topology = working.topology(request, continuations);
    return new Plan(
        topology,
        paces(topology, base, chooses ? pacing : Pacing.AS_CONFIGURED),
        overrides.layout(layout),
        request.conversation(),
        request.fence(),
        limits,
        recovery,
        caps);
  }

  private static List<Pace> paces(Topology topology, Pace base, Pacing pacing) {
    List<Agent> agents = topology.agents();
    return agents.stream()
        .map(agent ->
            agent.reads().isEmpty()
                ? base
                : pacing.of(base, agent, agent.reads().stream().map(agents::get).toList()))
        .toList();
  }
}
