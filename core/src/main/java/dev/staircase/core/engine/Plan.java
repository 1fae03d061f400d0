package dev.staircase.core.engine;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Topology;
import java.util.List;

/// All that decides an answer before it begins. The same plan and the same events give the same
/// effects.
///
/// @param topology who reads whom; the last agent's sampling and token limit are the client's
/// @param pace when writers begin and go on
/// @param layout how proposals stand in prompts
/// @param conversation the client's messages; the last one is the user's
/// @param fence a random word of this answer alone, letters and digits, that proposals can't guess
/// @param limits bounds on what it may take
public record Plan(
    Topology topology,
    Pace pace,
    Layout layout,
    List<Message> conversation,
    String fence,
    Limits limits) {
  public Plan {
    conversation = List.copyOf(conversation);
    if (conversation.isEmpty()) {
      throw new IllegalArgumentException("a conversation has at least one message, found none");
    }
    if (conversation.getLast().role() != Role.USER) {
      throw new IllegalArgumentException(
          "the last message must be the user's, found one of " + conversation.getLast().role());
    }
    if (!fence.matches("[A-Za-z0-9]{4,64}")) {
      throw new IllegalArgumentException(
          "a fence is 4 to 64 letters and digits, found '" + fence + "'");
    }
  }
}
