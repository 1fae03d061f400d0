package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The grouped layout: instruction and proposals in the system message, or in a debate before the
/// question; each proposal in one piece.
final class Grouped {
  private Grouped() {}

  static List<Message> messages(Briefing briefing) {
    return Continued.in(briefing, showing(briefing, briefing.steps()), briefing.written());
  }

  /// The conversation with the instruction, and what the given steps show of each proposal.
  static List<Message> showing(Briefing briefing, List<Shown> steps) {
    String material = material(briefing, steps);
    String instruction = Instruction.of(briefing.agent(), briefing.fence());
    return briefing.agent().task() instanceof Task.Debate
        ? beforeQuestion(briefing.conversation(), material, instruction)
        : withSystem(briefing.conversation(), joined(instruction, material));
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

  /// The others' answers in one user message, then the question again.
  private static List<Message> beforeQuestion(
      List<Message> conversation, String material, String instruction) {
    List<Message> messages = new ArrayList<>(conversation);
    Message question = messages.removeLast();
    String before = joined(material, instruction);
    if (question.attached() == null) {
      messages.add(Message.user(joined(before, question.content())));
    } else {
      messages.add(Message.user(before));
      messages.add(question);
    }
    return messages;
  }

  private static String material(Briefing briefing, List<Shown> steps) {
    TreeMap<Integer, Part> proposals = new TreeMap<>();
    for (Shown step : steps) {
      for (Part part : step.parts()) {
        proposals.merge(
            part.number(),
            part,
            (seen, more) ->
                new Part(more.number(), seen.text() + more.text(), more.state(), more.own()));
      }
    }
    List<String> pieces = new ArrayList<>();
    if (proposals.values().stream().anyMatch(part -> part.state() == Part.State.PARTIAL)) {
      pieces.add(Wording.PARTIAL);
    }
    proposals.values().forEach(part -> pieces.add(Wording.proposal(part, briefing.fence())));
    return String.join("\n\n", pieces);
  }

  private static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "\n\n" + second;
  }
}
