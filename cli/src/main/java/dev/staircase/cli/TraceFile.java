package dev.staircase.cli;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.trace.TraceWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the trace of an answer to a file, on a command's own thread.
final class TraceFile implements Witness, AutoCloseable {
  private final BufferedWriter file;
  private final TraceWriter trace = new TraceWriter(this::line);
  private final Desk desk;

  /// @param path is overwritten
  /// @param desk where lines are written
  TraceFile(Path path, Plan plan, Desk desk) throws IOException {
    this.file = Files.newBufferedWriter(path);
    this.desk = desk;
    trace.header(plan);
  }

  @Override
  public void event(long atMicros, Event event) {
    trace.event(atMicros, event);
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    trace.effects(atMicros, effects);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void line(String line) {
    desk.leave(() -> {
      try {
        file.write(line);
        file.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
