package dev.staircase.runtime.client;

import java.util.ArrayList;
import java.util.List;

/// The virtual models that a question has come through, the first one first. Every call upstream
/// carries it as a header, so that models which ask one another in a circle are found out.
///
/// @param hops each a word of visible ASCII without commas, `instance/model` as a rule
public record Trail(List<String> hops) {
  /// The header it is sent in.
  public static final String HEADER = "x-staircase-hops";

  /// Of a question that comes from nobody else.
  public static final Trail NONE = new Trail(List.of());

  public Trail {
    hops = List.copyOf(hops);
    for (String hop : hops) {
      if (hop.isEmpty() || !hop.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
        throw new IllegalArgumentException(
            HEADER
                + " must list words of ASCII, parted by commas, found one of "
                + hop.length()
                + " characters that is none");
      }
    }
  }

  /// Reads what [#header] wrote.
  ///
  /// @throws IllegalArgumentException if it is not a list of words, parted by commas
  public static Trail parse(String header) {
    if (header.isBlank()) {
      return NONE;
    }
    List<String> hops = new ArrayList<>();
    for (String hop : header.split(",", -1)) {
      hops.add(hop.strip());
    }
    return new Trail(hops);
  }

  /// The trail one hop further.
  public Trail then(String hop) {
    List<String> further = new ArrayList<>(hops);
    further.add(hop);
    return new Trail(further);
  }

  /// What is sent.
  String header() {
    return String.join(", ", hops);
  }
}
