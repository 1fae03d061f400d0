package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The grouped layout: instruction and proposals in the system message, each proposal in one piece.
final class Grouped {
  private Grouped() {}

  static List<Message> messages(Briefing briefing) {
    return Continued.in(
        briefing,
        withSystem(briefing.conversation(), system(briefing, briefing.steps())),
        briefing.written());
  }

  /// The instruction, and what the given steps show of each proposal.
  static String system(Briefing briefing, List<Shown> steps) {
    TreeMap<Integer, Part> proposals = new TreeMap<>();
    for (Shown step : steps) {
      for (Part part : step.parts()) {
        proposals.merge(
            part.number(),
            part,
            (seen, more) -> new Part(more.number(), seen.text() + more.text(), more.state()));
      }
    }
    StringBuilder system = new StringBuilder(Wording.instruction(briefing.fence()));
    if (proposals.values().stream().anyMatch(part -> part.state() == Part.State.PARTIAL)) {
      system.append("\n\n").append(Wording.PARTIAL);
    }
    for (Part proposal : proposals.values()) {
      system.append("\n\n").append(Wording.proposal(proposal, briefing.fence()));
    }
    return system.toString();
  }

  /// The conversation with the instruction as its system message, after the client's own where
  /// there is one.
  static List<Message> withSystem(List<Message> conversation, String instruction) {
    List<Message> messages = new ArrayList<>();
    Message first = conversation.getFirst();
    boolean own = first.role() == Role.SYSTEM;
    messages.add(Message.system(own ? first.content() + "\n\n" + instruction : instruction));
    messages.addAll(own ? conversation.subList(1, conversation.size()) : conversation);
    return messages;
  }
}
