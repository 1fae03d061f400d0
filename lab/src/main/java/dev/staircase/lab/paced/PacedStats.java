package dev.staircase.lab.paced;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What a paced server remembers of its requests, for tests and trials. Safe to be read from any
/// thread.
public final class PacedStats {
  private static final int MOST_RECORDS = 1_000;
  private static final int MOST_CHARS = 16 << 20;

  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final ArrayDeque<Closed> closed = new ArrayDeque<>();
  private final ArrayDeque<Received> received = new ArrayDeque<>();
  private int receivedChars;

  PacedStats() {}

  /// A request whose client left before its answer was over.
  ///
  /// @param noticedNanos [System#nanoTime] when the server saw the connection close
  /// @param tokensSent how much of the answer was written by then
  public record Closed(String model, long noticedNanos, int tokensSent) {}

  /// A request for a completion, as it came.
  ///
  /// @param path such as `/v1/chat/completions`
  /// @param body its JSON text
  public record Received(String path, String body) {}

  /// Requests for `model` that are waiting or being answered.
  public synchronized int open(String model) {
    return open.getOrDefault(model, 0);
  }

  /// Requests waiting or being answered, all models together.
  public synchronized int open() {
    return open.values().stream().mapToInt(n -> n).sum();
  }

  /// Requests for `model` since the start, refused ones included.
  public synchronized int calls(String model) {
    return calls.getOrDefault(model, 0);
  }

  /// Requests since the start, all models together.
  public synchronized int calls() {
    return calls.values().stream().mapToInt(n -> n).sum();
  }

  /// The latest requests whose client left, oldest first; at most 1,000.
  public synchronized List<Closed> closedByClient() {
    return new ArrayList<>(closed);
  }

  /// The latest requests, oldest first; at most 1,000 and 16 million characters.
  public synchronized List<Received> received() {
    return new ArrayList<>(received);
  }

  /// Blocks until `condition` holds or `limit` has passed; never to be called on an event loop.
  ///
  /// @return whether it holds
  public synchronized boolean await(Predicate<PacedStats> condition, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.test(this)) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  synchronized void receive(String path, String body) {
    received.add(new Received(path, body));
    receivedChars += body.length();
    while (received.size() > MOST_RECORDS || receivedChars > MOST_CHARS) {
      receivedChars -= received.remove().body().length();
    }
    notifyAll();
  }

  synchronized void call(String model) {
    calls.merge(model, 1, Integer::sum);
    notifyAll();
  }

  synchronized void opened(String model) {
    open.merge(model, 1, Integer::sum);
    notifyAll();
  }

  synchronized void over(String model) {
    open.merge(model, -1, Integer::sum);
    notifyAll();
  }

  synchronized void closed(String model, long noticedNanos, int tokensSent) {
    closed.add(new Closed(model, noticedNanos, tokensSent));
    if (closed.size() > MOST_RECORDS) {
      closed.remove();
    }
    notifyAll();
  }
}
