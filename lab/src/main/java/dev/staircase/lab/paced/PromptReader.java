package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import java.util.ArrayList;
import java.util.List;

/// Reads the prompts of one agent, one after the other: of a prompt that begins as the one before
/// only the rest is parted into tokens.
///
/// No token goes across the beginning of a message, since one ends in a line break and its marker
/// begins with a bracket. Not thread-safe.
public final class PromptReader {
  private final List<Message> known = new ArrayList<>();

  /// What stands before each of the known messages, and behind the last.
  private final List<Blocks> before = new ArrayList<>(List.of(new Blocks()));

  /// The prompt of a turn, as [Turn#rendered()] has it; the caller may add to it.
  public Blocks read(Turn turn) {
    List<Message> messages = turn.messages();
    int closed = messages.size() - (turn.continues() ? 1 : 0);
    int same = 0;
    while (same < Math.min(closed, known.size()) && known.get(same).equals(messages.get(same))) {
      same++;
    }
    known.subList(same, known.size()).clear();
    before.subList(same + 1, before.size()).clear();
    for (Message message : messages.subList(same, closed)) {
      Blocks more = before.getLast().copy();
      more.addText(Turn.closed(message));
      known.add(message);
      before.add(more);
    }
    Blocks prompt = before.getLast().copy();
    prompt.addText(turn.open());
    return prompt;
  }
}
