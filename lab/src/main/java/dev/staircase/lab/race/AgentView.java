package dev.staircase.lab.race;

/// How far one agent has come.
///
/// @param name unique within its answer
/// @param tokens estimated tokens it has written
/// @param steps how often it was shown something new, the first time included
public record AgentView(String name, State state, int tokens, int steps) {

  /// What an agent is doing.
  public enum State {
    /// It waits for what it reads.
    WAITING("waiting"),
    /// It was asked and has not said anything yet.
    READING("reading"),
    /// It writes.
    WRITING("writing"),
    /// It has written all it will.
    DONE("done"),
    /// It was left out.
    DROPPED("dropped");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// The state as people read it.
    public String word() {
      return word;
    }
  }
}
