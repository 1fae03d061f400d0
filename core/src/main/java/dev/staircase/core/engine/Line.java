package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Effect.What;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Seat;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The calls by which one agent writes: the one that is open, the one beside it when its first
/// token is late, and what is done when they fail.
final class Line {
  /// What follows on a failed call.
  enum Next {
    /// Another call of the agent is still open.
    GOES_ON,
    /// A timer runs until the next try.
    WAITS,
    /// The agent is to be asked again now.
    AGAIN,
    /// Nothing; the agent has failed.
    OVER
  }

  private static final int NONE = -1;

  private final int index;
  private final Agent agent;
  private final Plan plan;
  private final Desk desk;
  private final BiFunction<Seat, Continuation, ModelCall> requests;
  private final boolean resumable;
  private int seat;
  private int step;
  private int call = NONE;
  private int hedge = NONE;
  private boolean callContinues;
  private boolean hedgeContinues;
  private boolean newTurn;
  private boolean spoke;

  /// Whether a hedge speaks in place of a call that has not failed.
  private boolean tookOver;

  private boolean calledTools;
  private int attempts;
  private int resumes;
  private int retryTimer = NONE;
  private int hedgeTimer = NONE;

  /// Why the call failed; null while it hasn't.
  private @Nullable CallError failure;

  /// @param answers whether the agent writes the answer
  /// @param requests what to ask a model that continues its text in a given way
  Line(
      int index,
      Plan plan,
      boolean answers,
      Desk desk,
      BiFunction<Seat, Continuation, ModelCall> requests) {
    this.index = index;
    this.agent = plan.topology().agents().get(index);
    this.plan = plan;
    this.desk = desk;
    this.requests = requests;
    this.resumable = answers || !agent.reads().isEmpty();
  }

  /// The model that the agent speaks through now.
  Seat seat() {
    return agent.seats().get(seat);
  }

  /// How that model goes on with its text.
  Continuation continuation() {
    return newTurn ? Continuation.NEW_TURN : seat().continuation();
  }

  boolean owns(int number) {
    return number >= 0 && (number == call || number == hedge);
  }

  /// Opens a call for a step.
  ///
  /// @param news tokens that the step newly shows
  /// @return whether the caps allow it
  boolean open(int forStep, long news) {
    step = forStep;
    ModelCall request = requests.apply(seat(), continuation());
    if (!desk.room(index, 1, Spending.promptTokens(request))) {
      return false;
    }
    retryTimer = NONE;
    spoke = false;
    tookOver = false;
    failure = null;
    callContinues = request.continuesText();
    call = desk.call(index, step, Purpose.WRITE, news, request, seat().price());
    boolean hedged = agent.hedge() != null && plan.recovery().hedgeMs() > 0;
    hedgeTimer = hedged ? desk.arm(plan.recovery().hedgeMs()) : NONE;
    return true;
  }

  /// A call speaks: it stays, the other one is closed.
  ///
  /// @return whether these are its first words
  boolean speaks(int number) {
    if (spoke) {
      return false;
    }
    int other = number == call ? hedge : call;
    tookOver = number == hedge && failure == null;
    if (number == hedge) {
      callContinues = hedgeContinues;
    }
    call = number;
    hedge = NONE;
    hedgeTimer = NONE;
    if (other >= 0) {
      desk.abort(other);
    }
    spoke = true;
    attempts = 0;
    return true;
  }

  /// Whether the call that speaks continues the agent's turn.
  boolean continues() {
    return callContinues;
  }

  /// The call that speaks calls tools: it can't be made again.
  void callsTools() {
    calledTools = true;
  }

  boolean calledTools() {
    return calledTools;
  }

  /// A call has come to its end; without a word, that is what it has to say.
  void ended(int number) {
    if (owns(number)) {
      speaks(number);
    }
    call = NONE;
  }

  /// Asks in a new turn from now on.
  void turnAnew() {
    stop();
    newTurn = true;
  }

  /// Closes what is open and forgets what was to come.
  void stop() {
    if (call >= 0) {
      desk.abort(call);
    }
    if (hedge >= 0) {
      desk.abort(hedge);
    }
    call = NONE;
    hedge = NONE;
    retryTimer = NONE;
    hedgeTimer = NONE;
  }

  /// Takes note of a timer.
  ///
  /// @return whether the agent is to be asked again now
  boolean deadline(int timer) {
    if (timer == retryTimer) {
      retryTimer = NONE;
      return true;
    }
    if (timer == hedgeTimer) {
      hedgeTimer = NONE;
      openHedge();
    }
    return false;
  }

  /// Takes note of a failure and decides.
  Next failed(int number, CallError cause) {
    if (number == call) {
      call = NONE;
      failure = cause;
    } else {
      hedge = NONE;
    }
    return call >= 0 || hedge >= 0 ? Next.GOES_ON : allFailed(failure());
  }

  /// Why the agent's call failed. Of two that failed before their first token it is the one that no
  /// hedge was.
  CallError failure() {
    return Objects.requireNonNull(failure);
  }

  private Next allFailed(CallError cause) {
    hedgeTimer = NONE;
    boolean inOnePiece = agent.sampling().form() == Form.ONE_PIECE;
    if (cause.kind() == CallError.Kind.CANCELLED || (spoke && (calledTools || inOnePiece))) {
      return Next.OVER;
    }
    if (tookOver && resumable) {
      desk.note(index, What.RESUMED, "its own model has not failed: " + cause.message());
      return Next.AGAIN;
    }
    if (refusedToContinue(cause)) {
      newTurn = true;
      desk.note(index, What.RESUMED, cause.message());
      return Next.AGAIN;
    }
    return spoke ? resumed(cause) : retried(cause);
  }

  private void openHedge() {
    Seat other = agent.hedge();
    if (other == null || spoke || call < 0) {
      return;
    }
    ModelCall request = requests.apply(other, other.continuation());
    if (desk.spares(request) && desk.takeExtra()) {
      hedgeContinues = request.continuesText();
      desk.note(
          index,
          What.HEDGED,
          "no token within %d ms, %s is asked as well"
              .formatted(plan.recovery().hedgeMs(), other.model()));
      hedge = desk.call(index, step, Purpose.HEDGE, 0, request, other.price());
    }
  }

  /// A call that failed before its first token.
  private Next retried(CallError cause) {
    Recovery recovery = plan.recovery();
    boolean ours = cause.kind() == CallError.Kind.OURS;
    int most =
        timedOut(cause) ? (lastSeat() ? Math.min(1, recovery.retries()) : 0) : recovery.retries();
    if (cause.retryAfterMs() > recovery.longestWaitMs()) {
      return fallenBack(cause);
    }
    if (!ours && attempts < most && desk.takeExtra()) {
      long backoff = recovery.backoffMs() << Math.min(attempts++, 20);
      long wait = Math.max(backoff, cause.retryAfterMs());
      desk.note(index, What.RETRIED, "in %d ms: %s".formatted(wait, cause.message()));
      if (wait == 0) {
        return Next.AGAIN;
      }
      retryTimer = desk.arm(wait);
      return Next.WAITS;
    }
    return attempts == 0 ? resumed(cause) : fallenBack(cause);
  }

  /// A text that broke off.
  private Next resumed(CallError cause) {
    boolean ours = cause.kind() == CallError.Kind.OURS;
    boolean elsewhere = timedOut(cause) && !lastSeat();
    if (resumable && !ours && !elsewhere && resumes < plan.limits().resumes()) {
      resumes++;
      desk.note(index, What.RESUMED, cause.message());
      return Next.AGAIN;
    }
    return fallenBack(cause);
  }

  private Next fallenBack(CallError cause) {
    if (lastSeat()) {
      return Next.OVER;
    }
    seat++;
    newTurn = false;
    attempts = 0;
    resumes = 0;
    desk.note(index, What.FELL_BACK, "to %s: %s".formatted(seat().model(), cause.message()));
    return Next.AGAIN;
  }

  private boolean lastSeat() {
    return seat == agent.seats().size() - 1;
  }

  /// Whether one of our own time limits ran out: what hangs once is likely to hang again.
  private static boolean timedOut(CallError cause) {
    return cause.kind() == CallError.Kind.LIMIT && cause.status() == 0;
  }

  /// Whether an upstream wants no text of its own to continue; it may well go on in a new turn.
  /// Never twice, for what is asked in a new turn continues no text.
  private boolean refusedToContinue(CallError cause) {
    boolean badRequest = cause.status() == 400 || cause.status() == 422;
    return cause.kind() == CallError.Kind.OURS && badRequest && callContinues;
  }
}
