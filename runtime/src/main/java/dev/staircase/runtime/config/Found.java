package dev.staircase.runtime.config;

import java.util.List;

/// Says what was found in a place, without giving away what may be secret: the values of keys and
/// headers, of addresses that carry a password or a query, and of environment variables.
final class Found {
  private static final int LONGEST = 60;
  private static final List<String> SECRET_KEYS = List.of("api-key", "headers");

  private Found() {}

  static String at(KeyPath path, Node node) {
    return switch (node) {
      case Node.Mapping mapping -> mapping.entries().isEmpty() ? "an empty map" : "a map";
      case Node.Listing listing ->
          listing.items().isEmpty() ? "an empty list" : "a list of " + listing.items().size();
      case Node.Scalar scalar -> scalar(path, scalar);
    };
  }

  private static String scalar(KeyPath path, Node.Scalar scalar) {
    if (scalar.fromVariable()) {
      return "'" + shortened(scalar.written()) + "' (values of variables are not shown)";
    }
    if (scalar.json().isNull()) {
      return "nothing";
    }
    if (secret(path, scalar.text())) {
      return "a value that is not shown";
    }
    return scalar.json().isString()
        ? "'" + shortened(scalar.text()) + "'"
        : shortened(scalar.text());
  }

  private static boolean secret(KeyPath path, String text) {
    return path.steps().stream().anyMatch(SECRET_KEYS::contains)
        || (path.steps().contains("base-url") && (text.contains("@") || text.contains("?")));
  }

  /// One line of at most 60 characters.
  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
