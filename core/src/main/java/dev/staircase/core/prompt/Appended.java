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
/// alternate.
final class Appended {
  private Appended() {}

  static List<Message> messages(Briefing briefing) {
    List<Message> messages =
        new ArrayList<>(
            Grouped.withSystem(
                briefing.conversation(),
                Wording.instruction(briefing.fence()) + "\n\n" + Wording.IN_PIECES));
    List<Shown> steps = briefing.steps();
    for (Shown step : steps.subList(0, steps.size() - 1)) {
      addPieces(messages, step, briefing.fence());
      if (!step.written().isEmpty()) {
        messages.add(Message.assistant(step.written()));
      }
    }
    addPieces(messages, steps.getLast(), briefing.fence());
    return Continued.in(briefing, messages, steps.getLast().written());
  }

  private static void addPieces(List<Message> messages, Shown step, String fence) {
    String pieces =
        step.parts().stream()
            .map(part -> Wording.proposal(part, fence))
            .collect(Collectors.joining("\n\n"));
    Message last = messages.getLast();
    boolean answered = last.role() == Role.ASSISTANT;
    String turn = answered ? Wording.GO_ON : last.content();
    if (!pieces.isEmpty()) {
      turn = answered ? pieces + "\n\n" + turn : turn + "\n\n" + pieces;
    }
    if (!answered) {
      messages.removeLast();
    }
    messages.add(Message.user(turn));
  }
}
