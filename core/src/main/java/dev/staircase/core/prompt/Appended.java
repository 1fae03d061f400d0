package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The appended layout: system and question | first pieces of all | what the writer wrote | next
/// pieces | ...
///
/// The pieces of a step are a user turn of their own, the text written in answer to them an
/// assistant turn. What was sent before is never changed: the turns of one step extend those of the
/// step before. The first pieces share the user turn of the question, and pieces that follow on
/// silence share the turn of the pieces before, since many chat templates demand that roles
/// alternate. Where the first pieces are whole proposals, they stand as ordinary Mixture-of-Agents
/// has them; only those of a late joiner follow.
final class Appended {
  private Appended() {}

  static List<Message> messages(Briefing briefing) {
    List<Shown> steps = briefing.steps();
    boolean whole = briefing.wholeFromTheStart();
    List<Message> messages =
        new ArrayList<>(
            whole
                ? Grouped.showing(briefing, steps.subList(0, 1))
                : Grouped.withSystem(
                    briefing.conversation(),
                    Instruction.of(briefing.agent(), briefing.fence())
                        + "\n\n"
                        + Wording.IN_PIECES));
    for (int i = 0; i < steps.size() - 1; i++) {
      Shown step = steps.get(i);
      if (i > 0 || !whole) {
        addPieces(messages, step, briefing.fence());
      }
      if (!step.written().isEmpty()) {
        messages.add(Message.assistant(step.written()));
      }
    }
    if (steps.size() > 1 || !whole) {
      addPieces(messages, steps.getLast(), briefing.fence());
    }
    return Continued.in(briefing, messages, steps.getLast().written());
  }

  private static void addPieces(List<Message> messages, Shown step, String fence) {
    String pieces =
        step.parts().stream()
            .map(part -> Wording.proposal(part, fence))
            .collect(Collectors.joining("\n\n"));
    Message last = messages.getLast();
    boolean answered = last.role() == Role.ASSISTANT;
    if (answered || last.attached() != null) {
      String demand = answered ? Wording.GO_ON : "";
      String gap = pieces.isEmpty() || demand.isEmpty() ? "" : "\n\n";
      messages.add(Message.user(pieces + gap + demand));
    } else if (!pieces.isEmpty()) {
      messages.set(messages.size() - 1, Message.user(last.content() + "\n\n" + pieces));
    }
  }
}
