package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import java.util.List;

/// Where the proposals stand in a writer's prompt.
public enum Layout {
  /// All text of proposal 1, then of proposal 2, and so on, before the conversation in the system
  /// message (arXiv 2406.04692), in a debate before the question (arXiv 2305.14325). Every step
  /// changes the prompt in its middle.
  GROUPED,
  /// Each step only extends the prompt of the step before, so that an engine's prefix cache holds
  /// all of that one (arXiv 2510.05059, the prefix-caching variant).
  APPENDED;

  /// The messages for the last of the briefing's steps. Proposals that were whole from the start
  /// are laid out the same way whichever the layout: these are the messages of ordinary
  /// Mixture-of-Agents, or of an ordinary debate.
  public List<Message> messages(Briefing briefing) {
    if (!briefing.reads()) {
      String instruction = Instruction.of(briefing.agent(), briefing.fence());
      return Continued.in(
          briefing,
          instruction.isEmpty()
              ? briefing.conversation()
              : Grouped.withSystem(briefing.conversation(), instruction),
          briefing.written());
    }
    return switch (this) {
      case GROUPED -> Grouped.messages(briefing);
      case APPENDED -> Appended.messages(briefing);
    };
  }
}
