package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The answers of a benchmark so far, in a folder that a later run can go on with: `setup.json` and
/// `results.jsonl`, a line for each answer, whole or failed.
public final class ResultsFile {
  private static final String SETUP = "setup.json";
  private static final String RESULTS = "results.jsonl";

  private final Path file;
  private final List<Reply> replies = new ArrayList<>();
  private final Set<Key> done = new HashSet<>();

  private ResultsFile(Path file) {
    this.file = file;
  }

  private record Key(Variant variant, int round) {}

  /// Begins a benchmark, or goes on with one.
  ///
  /// @throws TrialException where the folder holds another benchmark, or what is no benchmark
  public static ResultsFile open(Path folder, Setup setup) throws IOException {
    Files.createDirectories(folder);
    Path written = folder.resolve(SETUP);
    Path results = folder.resolve(RESULTS);
    if (Files.exists(written)) {
      List<String> differences = setup.differences(tree(written));
      if (!differences.isEmpty()) {
        throw new TrialException(
            "--out: %s holds another benchmark (%s); name another folder, or repeat its command"
                .formatted(folder, String.join("; ", differences)));
      }
    } else {
      Files.deleteIfExists(results);
      Files.writeString(written, Json.MAPPER.writeValueAsString(setup));
    }
    ResultsFile opened = new ResultsFile(results);
    opened.load();
    return opened;
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return Json.MAPPER.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new TrialException(
          file + ": expected the setup of a benchmark, found no JSON; name another folder");
    }
  }

  /// Reads what is there; a last line that was cut short is taken away.
  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    if (whole.length() < text.length()) {
      Files.writeString(file, whole);
    }
    parsed(whole, file).forEach(this::keep);
  }

  /// Reads the answers of a `results.jsonl`, whatever benchmark it is of; a last line that was cut
  /// short is left out.
  ///
  /// @throws TrialException where it holds something else
  public static List<Reply> read(Path file) throws IOException {
    String text = Files.readString(file);
    return parsed(text.substring(0, text.lastIndexOf('\n') + 1), file);
  }

  private static List<Reply> parsed(String text, Path file) {
    List<Reply> read = new ArrayList<>();
    for (String line : text.lines().toList()) {
      try {
        read.add(Json.MAPPER.readValue(line, Reply.class));
      } catch (JacksonException e) {
        throw new TrialException(
            "%s:%d: expected an answer of a benchmark, found something else (%s)"
                .formatted(file, read.size() + 1, e.getOriginalMessage()));
      }
    }
    return read;
  }

  private void keep(Reply reply) {
    replies.add(reply);
    done.add(new Key(reply.variant(), reply.round()));
  }

  /// Writes an answer down, at once.
  ///
  /// @throws UncheckedIOException where it can't be written
  public synchronized void add(Reply reply) {
    try {
      Files.writeString(
          file,
          Json.MAPPER.writeValueAsString(reply) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keep(reply);
  }

  synchronized boolean holds(Variant variant, int round) {
    return done.contains(new Key(variant, round));
  }

  /// All answers so far.
  public synchronized List<Reply> replies() {
    return List.copyOf(replies);
  }
}
