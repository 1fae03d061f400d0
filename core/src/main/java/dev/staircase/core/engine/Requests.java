package dev.staircase.core.engine;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.prompt.Briefing;
import dev.staircase.core.prompt.Shown;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Seat;
import java.util.List;

/// Makes the requests of one agent: what its models are shown, and how they are asked.
final class Requests {
  private final Plan plan;
  private final Agent agent;
  private final boolean answers;
  private final boolean attachments;

  Requests(Plan plan, int index) {
    this.plan = plan;
    this.agent = plan.topology().agents().get(index);
    this.answers = index == plan.topology().answerer();
    this.attachments = plan.conversation().stream().anyMatch(message -> message.attached() != null);
  }

  /// The request for the last of the agent's steps.
  ///
  /// @param way how the model goes on with its own text
  /// @param complete whether all that the agent reads was read to its end
  ModelCall of(Seat seat, Continuation way, List<Shown> steps, int maxTokens, boolean complete) {
    var briefing = new Briefing(agent, conversation(seat), plan.fence(), way, steps);
    return new ModelCall(
        seat.model(), plan.layout().messages(briefing), way, maxTokens, sampling(complete));
  }

  /// The client's messages, with what is attached to them as far as a model of this agent can take
  /// it.
  private List<Message> conversation(Seat seat) {
    if (!attachments) {
      return plan.conversation();
    }
    return plan.conversation().stream()
        .map(message -> takes(seat, message) ? message : message.plain())
        .toList();
  }

  private boolean takes(Seat seat, Message message) {
    return switch (message.attached()) {
      case null -> true;
      case Attached(var kind, var json) ->
          switch (kind) {
            case IMAGES -> seat.sees();
            case TOOLS -> answers;
          };
    };
  }

  /// An upstream that stops at a stop sequence doesn't say so, and its end would be held while
  /// proposals are still being written: the sequences are left to [Stops] as long.
  private Sampling sampling(boolean complete) {
    return !answers || complete ? agent.sampling() : agent.sampling().withoutStops();
  }
}
