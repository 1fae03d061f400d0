package dev.staircase.runtime.config;

/// One mistake in a configuration.
///
/// @param file the file's name as it was given
/// @param line from 1; 0 where the mistake is the file itself
/// @param column from 1; 0 likewise
/// @param path the value concerned, such as `models.trio.pace.first-chunk`; empty for the whole
///   file
/// @param message what was expected, what was found, and what to do
public record Problem(String file, int line, int column, String path, String message) {

  /// `FILE:LINE:COLUMN: PATH: MESSAGE`, as editors and terminals make links of it.
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line + ":" + column : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
