package dev.staircase.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// For how long traces are kept, and how many.
///
/// @param maxAge after this they are gone, in memory and in the directory
/// @param maxBytes of memory, estimated, for those of answers that are over; the oldest go first
/// @param maxAnswerBytes of memory for one trace: a longer one is cut. Traces of answers under way
///   come on top, so that the most is `maxBytes` and this for each of them.
/// @param directory where they are written too; null keeps them in memory alone. They hold prompts
///   and answers: everybody who reads the directory reads those.
/// @param maxDirectoryBytes of files there; the oldest go first
public record TraceSettings(
    Duration maxAge,
    long maxBytes,
    long maxAnswerBytes,
    @Nullable Path directory,
    long maxDirectoryBytes) {
  /// An hour, 64 MiB, 4 MiB each, in memory alone.
  public static final TraceSettings DEFAULT =
      new TraceSettings(Duration.ofHours(1), 64 << 20, 4 << 20, null, 1L << 30);
}
