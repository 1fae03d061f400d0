package dev.staircase.lab.fleet;

import dev.staircase.core.chat.CallError;
import dev.staircase.lab.fleet.Job.Phase;
import dev.staircase.lab.paced.PrefixCache;
import dev.staircase.lab.schedule.Clock;
import java.util.ArrayDeque;

/// One server of a model: its line, its slots, the prompt that it reads, the batch that it writes.
///
/// All answers of a batch get their tokens at the same rate. So the batch has a *progress*, counted
/// in tokens, whose rate changes with the number of answers, and an answer's next token is due one
/// token after its last: those who have just spoken speak last, and a plain queue keeps the order.
final class Replica {
  private static final double MS_PER_S = 1_000;

  private final Serving serving;
  private final Clock clock;
  private final PrefixCache cache;
  private final ArrayDeque<Job> waiting = new ArrayDeque<>();
  private final ArrayDeque<Job> reading = new ArrayDeque<>();
  private final ArrayDeque<Job> writing = new ArrayDeque<>();
  private int expected;
  private int busy;
  private long room;

  /// The batch's progress at a time, and how long a token has taken since.
  private double progress;

  private double sinceMs;
  private double tokenMs;

  /// The number of the latest alarm; earlier ones are void.
  private long alarm;

  private double busyMs;
  private double busySinceMs;

  Replica(Serving serving, Clock clock) {
    this.serving = serving;
    this.clock = clock;
    this.room = serving.kvTokens();
    this.cache = PrefixCache.ofTokens(serving.prefixCache() ? serving.kvTokens() : 0);
  }

  /// Calls that are here or on their way.
  int load() {
    return expected + busy + waiting.size();
  }

  /// A call is on its way.
  void expect() {
    expected++;
  }

  /// How long it has served at least one call.
  double busyMs() {
    return busyMs + (busy == 0 ? 0 : clock.nowMs() - busySinceMs);
  }

  /// A call comes.
  void enter(Job job) {
    expected--;
    if (job.phase == Phase.GONE) {
      return; // Aborted on its way.
    }
    if (job.room > serving.kvTokens()) {
      job.voice.fail(
          new CallError(
              CallError.Kind.OURS,
              413,
              "expected at most %d tokens of prompt and answer, found %d"
                  .formatted(serving.kvTokens(), job.room)));
      return;
    }
    job.phase = Phase.WAITING;
    waiting.add(job);
    admit();
  }

  /// A call is over, wherever it stands.
  void leave(Job job) {
    Phase phase = job.phase;
    job.phase = Phase.GONE;
    switch (phase) {
      case UNDER_WAY, GONE -> {}
      case WAITING -> {
        waiting.remove(job);
        admit(); // It may have kept others from the room.
      }
      case READING -> {
        boolean first = reading.peekFirst() == job;
        reading.remove(job);
        if (first) {
          readNext();
        }
        free(job);
      }
      case READ -> {
        cache.add(job.voice.read(), job.voice.promptTokens());
        if (writing.remove(job)) {
          rate();
        }
        free(job);
      }
    }
  }

  private void admit() {
    while (!waiting.isEmpty() && busy < serving.slots() && waiting.peekFirst().room <= room) {
      Job job = waiting.removeFirst();
      busySinceMs = busy == 0 ? clock.nowMs() : busySinceMs;
      busy++;
      room -= job.room;
      job.phase = Phase.READING;
      reading.add(job);
      if (reading.size() == 1) {
        readNext();
      }
    }
  }

  private void free(Job job) {
    busy--;
    room += job.room;
    busyMs += busy == 0 ? clock.nowMs() - busySinceMs : 0;
    admit();
  }

  private void readNext() {
    rate();
    Job job = reading.peekFirst();
    if (job != null) {
      int cached = cache.cached(job.voice.read());
      job.voice.cached(cached);
      double fresh = job.voice.promptTokens() - cached;
      clock.at(
          clock.nowMs() + fresh * MS_PER_S / serving.readTokensPerS(), () -> hasRead(job, cached));
    }
  }

  /// @param cached tokens that the cache held already, and has marked as used
  private void hasRead(Job job, int cached) {
    if (job.phase != Phase.READING) {
      return;
    }
    job.phase = Phase.READ;
    cache.add(job.voice.read(), cached);
    reading.removeFirst();
    clock.at(clock.nowMs() + serving.firstTokenMs(), () -> begin(job));
    readNext();
  }

  /// The first token.
  private void begin(Job job) {
    if (job.phase == Phase.READ) {
      if (writing.isEmpty()) {
        progress = 0;
        sinceMs = clock.nowMs();
      }
      turn(job, now());
    }
  }

  /// A job of the batch speaks; the end comes with the last token.
  private void turn(Job job, double at) {
    if (!job.isLastWord()) {
      boolean more = job.voice.said() + 1 < job.voice.most();
      job.due = more ? at + 1 : at;
      if (more) {
        writing.addLast(job);
      } else {
        writing.addFirst(job);
      }
    }
    rate();
    job.speak();
  }

  private double now() {
    return tokenMs == 0 ? progress : progress + (clock.nowMs() - sinceMs) / tokenMs;
  }

  /// The batch, or the reading, may have changed.
  private void rate() {
    double share = reading.isEmpty() ? 1 : 1 - serving.slowdown();
    double alone = serving.tokenMs() + serving.tokenMsPerRunning() * writing.size();
    double changed = share == 0 ? Double.POSITIVE_INFINITY : alone / share;
    if (changed != tokenMs) {
      progress = now();
      sinceMs = clock.nowMs();
      tokenMs = changed;
    }
    setAlarm();
  }

  private void setAlarm() {
    long number = ++alarm;
    Job next = writing.peekFirst();
    if (next != null && Double.isFinite(tokenMs)) {
      double at = sinceMs + Math.max(0, next.due - progress) * tokenMs;
      clock.at(Math.max(at, clock.nowMs()), () -> ring(number));
    }
  }

  private void ring(long number) {
    if (number == alarm) {
      Job job = writing.removeFirst();
      turn(job, job.due);
    }
  }
}
