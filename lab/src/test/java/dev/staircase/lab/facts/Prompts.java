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

/// The prompts that readers of tests are given: a task in a layout, as the engine's agents have it.
enum Prompts {
  AGGREGATE(Layout.GROUPED),
  JUDGE(Layout.APPENDED),
  REFINE(Layout.APPENDED),
  DEBATE(Layout.GROUPED),
  DEBATE_APPENDED(Layout.APPENDED);

  private final Layout layout;

  Prompts(Layout layout) {
    this.layout = layout;
  }

  private Task task() {
    return switch (this) {
      case AGGREGATE -> Task.AGGREGATE;
      case JUDGE -> Task.JUDGE;
      case REFINE -> Task.REFINE;
      case DEBATE, DEBATE_APPENDED -> new Task.Debate(0);
    };
  }

  /// A piece of a source; the first source of a debater is itself.
  Part part(int number, String text, Part.State state) {
    return new Part(number, text, state, task() instanceof Task.Debate && number == 1);
  }

  /// What a reader of the given steps is shown.
  ///
  /// @param before earlier turns of the conversation
  Conversation of(
      List<Message> before, String question, List<Shown> steps, Continuation continuation) {
    var conversation = new ArrayList<>(before);
    conversation.add(Message.user(question));
    var alone = Agent.of("reader", "local/reader", List.of(), continuation, 0, Sampling.DEFAULT);
    boolean reads = steps.stream().anyMatch(step -> !step.parts().isEmpty());
    var agent = reads ? alone.reading(List.of(0)).doing(task()) : alone;
    return new Conversation(
        layout.messages(new Briefing(agent, conversation, "f3nc3", continuation, steps)),
        continuation.continuesTurn());
  }
}
