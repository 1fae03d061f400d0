package dev.staircase.lab.learn;

import dev.staircase.runtime.trace.TraceException;
import dev.staircase.runtime.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Recorded answers, read from files and folders.
///
/// @param recordings at least one
/// @param writtenMs when the file of each was written, in milliseconds of the epoch: a server keeps
///   a trace when its answer is over
/// @param skipped the files that could not be used, each with the reason
public record Traces(List<Recording> recordings, List<Long> writtenMs, List<String> skipped) {
  public Traces {
    recordings = List.copyOf(recordings);
    writtenMs = List.copyOf(writtenMs);
    skipped = List.copyOf(skipped);
  }

  /// Reads files, and of folders each `*.jsonl` and `*.jsonl.gz` in them.
  ///
  /// @throws NoSuchFileException where there is nothing at a path
  /// @throws LearnException where no trace is left
  public static Traces read(List<Path> paths) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    List<Long> writtenMs = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Path file : files(paths)) {
      try {
        Recording recording = Recording.of(TraceReader.read(file));
        if (recording.calls().stream().noneMatch(RecordedCall::spoke)) {
          throw new LearnException(file + ": expected calls that were answered, found none");
        }
        writtenMs.add(Files.getLastModifiedTime(file).toMillis());
        recordings.add(recording);
      } catch (TraceException | LearnException e) {
        skipped.add(String.valueOf(e.getMessage()));
      }
    }
    if (recordings.isEmpty()) {
      throw new LearnException(
          skipped.isEmpty()
              ? "expected traces, *.jsonl or *.jsonl.gz, found none in %s; ask --trace FILE writes one"
                  .formatted(paths)
              : "expected at least one trace that can be used, found none:\n"
                  + String.join("\n", skipped));
    }
    return new Traces(recordings, writtenMs, skipped);
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (Files.isDirectory(path)) {
        try (var inside = Files.list(path)) {
          inside.filter(Traces::isNamedAsTrace).sorted().forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static boolean isNamedAsTrace(Path file) {
    String name = file.toString();
    return (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) && Files.isRegularFile(file);
  }
}
