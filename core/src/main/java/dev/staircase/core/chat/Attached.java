package dev.staircase.core.chat;

import java.util.Objects;

/// What a message holds beside its text: the message as the client sent it, for those agents that
/// can take it whole. The others are given the text alone.
///
/// @param kind what it is
/// @param json the whole message as a JSON object, sent as it is
public record Attached(Kind kind, String json) {
  public Attached {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(json, "json");
  }

  /// What a message can hold beside its text.
  public enum Kind {
    /// Images: for models that see.
    IMAGES,
    /// A call of a tool, or what it returned: for the agent that writes the answer, which alone is
    /// given tools.
    TOOLS
  }
}
