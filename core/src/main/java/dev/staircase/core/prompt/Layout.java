package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import java.util.List;

/// Where the proposals stand in a writer's prompt.
public enum Layout {
  /// All text of proposal 1, then of proposal 2, and so on, in the system message (arXiv
  /// 2406.04692). Every step changes the prompt in its middle.
  GROUPED,
  /// Each step only extends the prompt of the step before, so that an engine's prefix cache holds
  /// all of that one (arXiv 2510.05059, the prefix-caching variant).
  APPENDED;

  /// The messages for the last of the briefing's steps. Proposals that were whole from the start
  /// are laid out the same way whichever the layout: these are the messages of ordinary
  /// Mixture-of-Agents.
  public List<Message> messages(Briefing briefing) {
    if (!briefing.hasProposals()) {
      return Continued.in(briefing, briefing.conversation(), briefing.written());
    }
    return switch (this) {
      case GROUPED -> Grouped.messages(briefing);
      case APPENDED -> Appended.messages(briefing);
    };
  }
}
