package dev.staircase.lab.page;

import java.util.List;
import java.util.Map;

/// Where a report's figures are from.
///
/// @param command what was typed
/// @param written when, as people read it
/// @param versions of whatever takes part, by name
/// @param notes what a reader has to know
public record About(
    String command, String written, Map<String, String> versions, List<String> notes) {
  public About {
    notes = List.copyOf(notes);
  }
}
