package dev.staircase.core.chat;

/// Who says a message.
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT
}
