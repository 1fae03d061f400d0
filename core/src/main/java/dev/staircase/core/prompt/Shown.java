package dev.staircase.core.prompt;

import java.util.List;

/// One step of a writer: what it newly showed of the proposals, and what the writer wrote in answer
/// to it.
///
/// @param parts new text by proposal, in the order of their numbers; empty for an agent that reads
///   nobody
/// @param written the text written in this step so far; empty when it is about to begin
public record Shown(List<Part> parts, String written) {
  public Shown {
    parts = List.copyOf(parts);
  }
}
