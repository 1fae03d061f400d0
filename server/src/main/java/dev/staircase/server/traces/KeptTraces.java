package dev.staircase.server.traces;

import dev.staircase.runtime.config.TraceSettings;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the trace of every answer for a time and a size, for the key that asked and for admins.
///
/// Traces hold prompts and answers. They stay in memory, and are gone with the process, unless a
/// directory is configured.
public final class KeptTraces implements Watcher, AutoCloseable {
  private final TraceSettings settings;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private final @Nullable TraceDirectory directory;
  private long bytes;

  private KeptTraces(
      TraceSettings settings, InstantSource clock, @Nullable TraceDirectory directory) {
    this.settings = settings;
    this.clock = clock;
    this.directory = directory;
  }

  /// Begins to keep traces; those that lie in the directory are taken over.
  ///
  /// @throws IOException when the directory can't be made or read
  public static KeptTraces start(TraceSettings settings, InstantSource clock) throws IOException {
    return new KeptTraces(
        settings,
        clock,
        settings.directory() == null
            ? null
            : TraceDirectory.open(
                settings.directory(), settings.maxDirectoryBytes(), settings.maxAge(), clock));
  }

  @Override
  public Watch begin(Begun begun) {
    return new Recording(begun, settings.maxAnswerBytes(), clock, this::keep);
  }

  /// The trace of an answer that is over, as lines of JSON that `staircase replay` reads. May read
  /// a file, and makes text of many objects: not for an event loop.
  ///
  /// @param id of the request
  /// @return empty for one that isn't there, and for one that the caller may not see
  public Optional<String> read(String id, Caller caller) {
    Kept trace = find(id);
    if (trace == null) {
      return directory == null ? Optional.empty() : directory.read(id, caller);
    }
    if (!mayRead(trace.owner(), caller)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    trace.write(line -> text.append(line).append('\n'));
    return Optional.of(text.toString());
  }

  /// Bytes of memory that traces of answers that are over take, estimated.
  long bytes() {
    synchronized (kept) {
      return bytes;
    }
  }

  static boolean mayRead(String owner, Caller caller) {
    return caller.admin() || caller.key().equals(owner);
  }

  /// Waits until what is kept has been written to the directory.
  @Override
  public void close() {
    if (directory != null) {
      directory.close();
    }
  }

  private void keep(Kept trace) {
    synchronized (kept) {
      kept.put(trace.id(), trace);
      bytes += trace.bytes();
      dropOld();
    }
    if (directory != null) {
      directory.write(trace);
    }
  }

  private @Nullable Kept find(String id) {
    synchronized (kept) {
      dropOld();
      return kept.get(id);
    }
  }

  private void dropOld() {
    var oldest = clock.instant().minus(settings.maxAge());
    Iterator<Kept> traces = kept.values().iterator();
    while (traces.hasNext()) {
      Kept trace = traces.next();
      if (bytes <= settings.maxBytes() && !trace.endedAt().isBefore(oldest)) {
        return;
      }
      bytes -= trace.bytes();
      traces.remove();
    }
  }
}
