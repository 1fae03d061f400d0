package dev.staircase.server.api;

/// Gathers the text of server-sent events that have names.
public final class EventText {
  private final StringBuilder text = new StringBuilder();

  /// Adds an event.
  ///
  /// @param data JSON on one line
  public void add(String name, String data) {
    text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
  }

  /// Takes out what was gathered.
  public String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
