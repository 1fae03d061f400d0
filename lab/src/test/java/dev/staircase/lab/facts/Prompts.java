package dev.staircase.lab.facts;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.prompt.Briefing;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.List;

/// The prompts that readers of tests are given: those of the layouts, and those of a debate, in
/// which the first response is the reader's own.
enum Prompts {
  GROUPED,
  APPENDED,
  DEBATE;

  private static final Agent READER =
      Agent.of("reader", "local/r", List.of(0), Continuation.NEW_TURN, 0, Sampling.DEFAULT);

  static Part part(int number, String text, Part.State state) {
    return new Part(number, text, state);
  }

  /// What a reader of the given steps is shown when its last step begins.
  ///
  /// @param before earlier turns of the conversation
  Conversation of(
      List<Message> before, String question, List<Shown> steps, Continuation continuation) {
    List<Message> conversation = new ArrayList<>(before);
    conversation.add(Message.user(question));
    Layout layout = this == APPENDED ? Layout.APPENDED : Layout.GROUPED;
    Agent agent = this == DEBATE ? READER.doing(new Task.Debate(0)) : READER;
    List<Shown> shown = this == DEBATE ? steps.stream().map(Prompts::debated).toList() : steps;
    var briefing = new Briefing(agent, conversation, "f3nc3", continuation, shown);
    return new Conversation(layout.messages(briefing), continuation.continuesTurn());
  }

  private static Shown debated(Shown step) {
    return new Shown(
        step.parts().stream()
            .map(part -> new Part(part.number(), part.text(), part.state(), part.number() == 1))
            .toList(),
        step.written());
  }
}
