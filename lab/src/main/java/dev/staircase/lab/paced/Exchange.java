package dev.staircase.lab.paced;

import dev.staircase.core.chat.Usage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request from its slot to its end: sends each token when it is due, and fails where it is
/// told to.
///
/// Due times are counted from the moment the slot was free, not from the token before: a late timer
/// delays one token and never those after it. Runs on the server's event loop alone.
final class Exchange {
  private static final double NANOS_PER_MS = 1e6;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Desk desk;
  private final PacedStats stats;
  private final List<String> prompt;
  private final Answer answer;
  private final Reply reply;
  private final List<Fault> faults;
  private final Pace pace;
  private final long jitterSeed;
  private final Runnable start = this::start;

  private long startNanos;
  private double pausedMs;
  private int cached;
  private int sent;
  private boolean queued = true;
  private boolean waited;
  private boolean over;
  private @Nullable Long timer;

  /// @param arrivedNanos when the request came
  /// @param prompt its tokens
  /// @param faults those that strike it
  Exchange(
      Vertx vertx,
      HttpServerRequest request,
      long arrivedNanos,
      Desk desk,
      PacedStats stats,
      List<String> prompt,
      Answer answer,
      Reply reply,
      List<Fault> faults,
      long seed) {
    this.vertx = vertx;
    this.request = request;
    this.startNanos = arrivedNanos;
    this.desk = desk;
    this.stats = stats;
    this.prompt = prompt;
    this.answer = answer;
    this.reply = reply;
    this.faults = new ArrayList<>(faults);
    this.jitterSeed = Draw.mix(desk.seed() ^ Draw.mix(seed) ^ prompt.hashCode());
    var unslowed = desk.model().pace();
    this.pace =
        this.faults.stream()
            .filter(Fault.Slow.class::isInstance)
            .map(Fault.Slow.class::cast)
            .findFirst()
            .map(slow -> unslowed.slower(slow.factor()))
            .orElse(unslowed);
  }

  /// Waits for a slot and then answers.
  void begin() {
    stats.opened(desk.model().name());
    request.response().closeHandler(gone -> clientLeft());
    request.response().exceptionHandler(broken -> clientLeft());
    desk.enter(start);
    waited = queued;
  }

  private void start() {
    queued = false;
    startNanos = waited ? System.nanoTime() : startNanos;
    cached = desk.cache().cached(prompt);
    tick();
  }

  private void tick() {
    timer = null;
    while (!over) {
      double waitMs = dueMs() - (System.nanoTime() - startNanos) / NANOS_PER_MS;
      if (waitMs > 0) {
        timer = vertx.setTimer(Math.max(1, (long) Math.ceil(waitMs)), id -> tick());
        return;
      }
      var fault = faultNow();
      if (fault != null) {
        faults.remove(fault);
        if (!goesOnAfter(fault)) {
          return;
        }
      } else if (sent == answer.tokens().size()) {
        reply.end(answer.finish(), usage());
        release();
      } else if (request.response().writeQueueFull()) {
        request.response().drainHandler(drained -> tick());
        return;
      } else {
        if (sent == 0) {
          desk.cache().add(prompt); // It is read, whatever becomes of the answer.
        }
        var token = answer.tokens().get(sent++);
        reply.token(token, usage());
      }
    }
  }

  /// When the next thing happens: the next token, or the end, which comes with the last token.
  private double dueMs() {
    int last = Math.max(0, answer.tokens().size() - 1);
    return pausedMs + pace.dueMs(prompt.size(), cached, Math.min(sent, last), jitterSeed);
  }

  private @Nullable Fault faultNow() {
    for (var fault : faults) {
      int after =
          switch (fault) {
            case Fault.Refuse refuse -> -1;
            case Fault.Slow slow -> -1;
            case Fault.Hang hang -> hang.after();
            case Fault.Die die -> die.after();
            case Fault.Stall stall -> stall.after();
            case Fault.Garbage garbage -> garbage.after();
            case Fault.NoFinish noFinish -> noFinish.after();
            case Fault.ErrorEvent errorEvent -> errorEvent.after();
          };
      if (after == sent) {
        return fault;
      }
    }
    return null;
  }

  /// Does what the fault says; whether the answer goes on.
  private boolean goesOnAfter(Fault fault) {
    return switch (fault) {
      case Fault.Refuse refuse -> true;
      case Fault.Slow slow -> true;
      case Fault.Hang hang -> false;
      case Fault.Stall stall -> {
        pausedMs += stall.pauseMs();
        yield true;
      }
      case Fault.Garbage garbage -> {
        reply.garbage();
        yield true;
      }
      case Fault.Die die -> {
        release();
        request.connection().close();
        yield false;
      }
      case Fault.NoFinish noFinish -> {
        reply.cut(usage());
        release();
        yield false;
      }
      case Fault.ErrorEvent errorEvent -> {
        reply.error(
            Refusal.status(
                500, "the paced model failed after " + sent + " tokens, as it was told"));
        release();
        yield false;
      }
    };
  }

  private Usage usage() {
    return new Usage(prompt.size(), cached, sent);
  }

  private void clientLeft() {
    if (!over) {
      stats.closed(desk.model().name(), System.nanoTime(), sent);
      release();
    }
  }

  /// Ends the work: prompt and text enter the cache, the slot goes to the next in line.
  private void release() {
    if (over) {
      return;
    }
    over = true;
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    stats.over(desk.model().name());
    if (queued) {
      desk.giveUp(start);
      return;
    }
    var text = new ArrayList<>(prompt);
    text.addAll(answer.tokens().subList(0, sent));
    desk.cache().add(text);
    desk.leave();
  }
}
