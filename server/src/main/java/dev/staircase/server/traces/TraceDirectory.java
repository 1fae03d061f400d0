package dev.staircase.server.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.server.gate.Caller;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Traces as files: `ID.jsonl.gz`, and beside it `ID.owner` with the public id of the key that
/// asked. A trace without its owner's file is read by nobody.
///
/// Written by a thread of its own, one after the other; where it can't keep up, traces are left out
/// rather than gathered in memory.
final class TraceDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TraceDirectory.class);
  private static final String TRACE = ".jsonl.gz";
  private static final String OWNER = ".owner";
  private static final String ID = "[A-Za-z0-9_-]{1,64}";
  private static final int BACKLOG = 64;
  private static final long CLOSE_S = 10;

  private final Path root;
  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;

  /// The oldest first; belongs to whoever holds this object's lock.
  private final Deque<Entry> entries = new ArrayDeque<>();

  private long bytes;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(BACKLOG),
          Thread.ofPlatform().daemon().name("traces").factory(),
          (task, full) -> LOG.warn("a trace was not written: {} wait already", BACKLOG));

  private record Entry(String id, long bytes, Instant at) {}

  private TraceDirectory(Path root, long maxBytes, Duration maxAge, InstantSource clock) {
    this.root = root;
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  static TraceDirectory open(Path root, long maxBytes, Duration maxAge, InstantSource clock)
      throws IOException {
    if (Files.getFileStore(existing(root)).supportsFileAttributeView("posix")) {
      var ownersOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(root, PosixFilePermissions.asFileAttribute(ownersOnly));
    } else {
      Files.createDirectories(root);
    }
    var directory = new TraceDirectory(root, maxBytes, maxAge, clock);
    directory.takeOver();
    return directory;
  }

  private static Path existing(Path path) {
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  /// Takes what an earlier run left; what it was about to write is swept away.
  private synchronized void takeOver() throws IOException {
    try (var files = Files.list(root)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(TRACE)) {
          String id = name.substring(0, name.length() - TRACE.length());
          entries.add(new Entry(id, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } else if (name.endsWith(".part")) {
          Files.delete(file);
        }
      }
    }
    List<Entry> sorted = entries.stream().sorted(Comparator.comparing(Entry::at)).toList();
    entries.clear();
    entries.addAll(sorted);
    bytes = entries.stream().mapToLong(Entry::bytes).sum();
    dropOld();
  }

  /// Writes a trace some time later.
  void write(Kept trace) {
    if (trace.id().matches(ID)) {
      writer.execute(() -> writeNow(trace));
    }
  }

  private void writeNow(Kept trace) {
    Path part = root.resolve(trace.id() + ".part");
    Path whole = root.resolve(trace.id() + TRACE);
    try {
      try (var lines =
          new BufferedWriter(
              new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(part)), UTF_8))) {
        trace.write(line -> append(lines, line));
      }
      Files.writeString(root.resolve(trace.id() + OWNER), trace.owner());
      Files.setLastModifiedTime(part, FileTime.from(trace.endedAt()));
      Files.move(part, whole);
      written(new Entry(trace.id(), Files.size(whole), trace.endedAt()));
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the trace of {} could not be written to {}: {}", trace.id(), root, e.toString());
    }
  }

  private static void append(BufferedWriter lines, String line) {
    try {
      lines.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void written(Entry entry) throws IOException {
    entries.add(entry);
    bytes += entry.bytes();
    dropOld();
  }

  private synchronized void dropOld() throws IOException {
    Instant oldest = clock.instant().minus(maxAge);
    Entry first = entries.peekFirst();
    while (first != null && (bytes > maxBytes || first.at().isBefore(oldest))) {
      entries.removeFirst();
      bytes -= first.bytes();
      Files.deleteIfExists(root.resolve(first.id() + TRACE));
      Files.deleteIfExists(root.resolve(first.id() + OWNER));
      first = entries.peekFirst();
    }
  }

  /// See [KeptTraces#read].
  Optional<String> read(String id, Caller caller) {
    if (!id.matches(ID)) {
      return Optional.empty();
    }
    try {
      dropOld();
      if (!KeptTraces.mayRead(Files.readString(root.resolve(id + OWNER)), caller)) {
        return Optional.empty();
      }
      try (var in = new GZIPInputStream(Files.newInputStream(root.resolve(id + TRACE)))) {
        return Optional.of(new String(in.readAllBytes(), UTF_8));
      }
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("the trace of {} could not be read from {}: {}", id, root, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
        LOG.warn("traces were not written: {} s were not enough", CLOSE_S);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
