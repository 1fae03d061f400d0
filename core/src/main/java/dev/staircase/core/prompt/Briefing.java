package dev.staircase.core.prompt;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.topology.Agent;
import java.util.List;
import java.util.stream.Collectors;

/// All that a layout makes a prompt from.
///
/// @param agent who is asked: its task, whether it reads others, and in which units it writes
/// @param conversation the client's messages as this agent may see them; the last one is the user's
/// @param fence a random word of this answer alone, which marks where proposals begin and end
/// @param continuation how the writer is made to go on with its own text
/// @param steps the writer's steps, the one about to be asked for last; at least one
public record Briefing(
    Agent agent,
    List<Message> conversation,
    String fence,
    Continuation continuation,
    List<Shown> steps) {
  public Briefing {
    conversation = List.copyOf(conversation);
    steps = List.copyOf(steps);
  }

  /// All text that the writer has written so far.
  String written() {
    return steps.stream().map(Shown::written).collect(Collectors.joining());
  }

  /// Whether the writer reads anybody.
  boolean reads() {
    return !agent.reads().isEmpty();
  }

  /// Whether the first step showed all proposals whole, as ordinary Mixture-of-Agents does.
  boolean wholeFromTheStart() {
    List<Part> first = steps.getFirst().parts();
    return !first.isEmpty() && first.stream().allMatch(part -> part.state() == Part.State.COMPLETE);
  }
}
