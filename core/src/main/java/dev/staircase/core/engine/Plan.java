package dev.staircase.core.engine;

import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Topology;
import java.util.Collections;
import java.util.List;

/// All that decides an answer before it begins. The same plan and the same events give the same
/// effects.
///
/// @param topology who reads whom; the last agent's sampling and token limit are the client's
/// @param paces when each agent begins and goes on, in the topology's order
/// @param layout how proposals stand in prompts
/// @param conversation the client's messages; the last one is the user's
/// @param fence a random word of this answer alone, letters and digits, that proposals can't guess
/// @param limits bounds on each agent
/// @param recovery what is done about calls that fail or are late
/// @param caps bounds on what the whole answer may cost
public record Plan(
    Topology topology,
    List<Pace> paces,
    Layout layout,
    List<Message> conversation,
    String fence,
    Limits limits,
    Recovery recovery,
    Caps caps) {
  public Plan {
    paces = List.copyOf(paces);
    conversation = List.copyOf(conversation);
    if (paces.size() != topology.agents().size()) {
      throw new IllegalArgumentException(
          "expected a pace for each of %d agents, found %d"
              .formatted(topology.agents().size(), paces.size()));
    }
    if (conversation.isEmpty()) {
      throw new IllegalArgumentException("a conversation has at least one message, found none");
    }
    if (conversation.getLast().role() != Role.USER) {
      throw new IllegalArgumentException(
          "the last message must be the user's, found one of " + conversation.getLast().role());
    }
    if (!fence.matches("[A-Za-z0-9]{4,64}")) {
      throw new IllegalArgumentException(
          "a fence is 4 to 64 letters and digits, found '" + fence + "'");
    }
  }

  /// A plan in which all agents have the same pace, nothing is tried again and no cap is set.
  public static Plan of(
      Topology topology,
      Pace pace,
      Layout layout,
      List<Message> conversation,
      String fence,
      Limits limits) {
    return new Plan(
        topology,
        Collections.nCopies(topology.agents().size(), pace),
        layout,
        conversation,
        fence,
        limits,
        Recovery.NONE,
        Caps.NONE);
  }

  /// The pace that an agent keeps: what has to come out of one call is written on whole proposals.
  Pace paceOf(int agent) {
    Pace own = paces.get(agent);
    boolean inOnePiece = topology.agents().get(agent).sampling().form() == Form.ONE_PIECE;
    return inOnePiece ? Pace.SERIAL.waiting(own.quorum(), own.patienceMs()) : own;
  }

  /// Tokens of an agent that its readers wait for before they begin; 0 where they wait for all of
  /// them, or there are none.
  int firstHandOver(int agent) {
    int most = 0;
    for (int reader = agent + 1; reader < paces.size(); reader++) {
      Pace pace = paceOf(reader);
      if (!pace.serial() && topology.agents().get(reader).reads().contains(agent)) {
        most = Math.max(most, pace.firstChunk());
      }
    }
    return most;
  }

  /// The pace of the agent that writes the answer.
  public Pace pace() {
    return paces.getLast();
  }
}
