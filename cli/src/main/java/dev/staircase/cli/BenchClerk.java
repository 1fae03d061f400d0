package dev.staircase.cli;

import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.Reply;
import dev.staircase.lab.trial.ResultsFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Writes answers down, on a thread of its own: to work out how soon one could have begun keeps no
/// other from being measured.
final class BenchClerk implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final BenchIdeal ideal;
  private final List<Prompt> prompts;
  private final ResultsFile results;
  private final BenchProgress progress;
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  BenchClerk(BenchIdeal ideal, List<Prompt> prompts, ResultsFile results, BenchProgress progress) {
    this.ideal = ideal;
    this.prompts = prompts;
    this.results = results;
    this.progress = progress;
  }

  /// Takes an answer, from any thread.
  synchronized void take(Reply reply) {
    written = written.thenRunAsync(() -> write(reply), thread);
  }

  private void write(Reply reply) {
    try {
      results.add(reply.against(ideal.of(reply, prompts.get(reply.round() % prompts.size()))));
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the clerk", e);
    }
    progress.answered(reply.error() != null);
  }

  /// Waits until all is written.
  ///
  /// @throws IOException where something could not be
  @Override
  public synchronized void close() throws IOException {
    try {
      written.join();
    } catch (CompletionException e) {
      throw new IOException("an answer could not be written down: " + e.getCause(), e);
    } finally {
      thread.close();
    }
  }
}
