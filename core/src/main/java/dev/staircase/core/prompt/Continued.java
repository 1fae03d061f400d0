package dev.staircase.core.prompt;

import dev.staircase.core.chat.Message;
import java.util.ArrayList;
import java.util.List;

/// Asks a writer to go on with a text of its own at the end of a prompt.
final class Continued {
  private Continued() {}

  /// The messages, followed by the partial text and, where the model can't continue its turn, the
  /// demand to go on.
  ///
  /// @param text the partial text; nothing is added when it is empty, since no server takes an
  ///   empty assistant message
  static List<Message> in(Briefing briefing, List<Message> messages, String text) {
    if (text.isEmpty()) {
      return messages;
    }
    List<Message> all = new ArrayList<>(messages);
    all.add(Message.assistant(text));
    if (!briefing.continuation().continuesTurn()) {
      all.add(Message.user(Wording.GO_ON));
    }
    return all;
  }
}
