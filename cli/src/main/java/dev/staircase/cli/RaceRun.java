package dev.staircase.cli;

import dev.staircase.core.engine.Plan;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.race.Ideal;
import dev.staircase.lab.race.Lane;
import dev.staircase.lab.race.LaneResult;
import dev.staircase.lab.race.LaneView;
import dev.staircase.lab.race.LaneWatch;
import dev.staircase.lab.race.RaceResult;
import dev.staircase.runtime.Ask;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One question, answered on both sides.
final class RaceRun {
  private static final long SHOW_MS = 50;

  private final String question;
  private final String model;
  private final Map<Lane, Session> sessions;
  private final Map<Lane, LaneWatch> watches = new EnumMap<>(Lane.class);
  private boolean cancelled;
  private Runnable cancel = () -> {};

  /// Makes both plans; nothing is asked yet.
  ///
  /// @param model what the virtual model is called
  /// @param sessions who answers on each side; the same one for both, or two whose caches are apart
  /// @param asks what is asked, given the mode
  RaceRun(String question, String model, Map<Lane, Session> sessions, Function<String, Ask> asks)
      throws IOException, InterruptedException {
    this.question = question;
    this.model = model;
    this.sessions = sessions;
    for (Lane lane : Lane.values()) {
      Session session = session(lane);
      Plan plan = Waiting.on(session.staircase().plan(asks.apply(lane.mode())));
      String scored = session.builtIn() == null ? null : question;
      watches.put(lane, new LaneWatch(lane, plan, scored, System::nanoTime));
    }
  }

  /// Runs both sides to their ends.
  ///
  /// @param inTurn the serial side first, then the staircase; else both at the same time
  void run(boolean inTurn, RaceView view) throws InterruptedException {
    CompletableFuture<LaneResult> serial = start(Lane.SERIAL);
    if (inTurn) {
      showUntil(serial, view);
    }
    showUntil(CompletableFuture.allOf(serial, start(Lane.STAIRCASE)), view);
  }

  /// Closes every call; from any thread.
  synchronized void cancel() {
    cancelled = true;
    cancel.run();
  }

  String model() {
    return model;
  }

  LaneView view(Lane lane) {
    return watch(lane).view();
  }

  /// What it came to, once it was run.
  RaceResult result() {
    return new RaceResult(
        question,
        watch(Lane.SERIAL).result().join(),
        watch(Lane.STAIRCASE).result().join(),
        ideal());
  }

  private synchronized CompletableFuture<LaneResult> start(Lane lane) {
    LaneWatch watch = watch(lane);
    watch.begin();
    var answer = session(lane).staircase().answer(watch.plan(), watch, watch);
    Runnable others = cancel;
    cancel =
        () -> {
          others.run();
          answer.cancel();
        };
    if (cancelled) {
      answer.cancel();
    }
    return watch.result();
  }

  private void showUntil(CompletableFuture<?> end, RaceView view) throws InterruptedException {
    for (boolean over = false; !over; ) {
      try {
        end.get(SHOW_MS, TimeUnit.MILLISECONDS);
        over = true;
      } catch (TimeoutException e) {
        over = false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a watched answer has an outcome, whatever happens", e);
      }
      view.show(view(Lane.SERIAL), view(Lane.STAIRCASE));
    }
  }

  private @Nullable Double ideal() {
    PacedModels models = session(Lane.STAIRCASE).builtIn();
    LaneWatch watch = watch(Lane.STAIRCASE);
    if (models == null || watch.firstPrompts().stream().anyMatch(prompt -> prompt.isEmpty())) {
      return null;
    }
    return Ideal.ttftMs(
        watch.plan(),
        watch.firstPrompts(),
        model -> models.pace(model.substring(model.indexOf('/') + 1)));
  }

  private LaneWatch watch(Lane lane) {
    return Objects.requireNonNull(watches.get(lane));
  }

  private Session session(Lane lane) {
    return Objects.requireNonNull(sessions.get(lane));
  }
}
