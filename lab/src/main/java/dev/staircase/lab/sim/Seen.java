package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Form;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What can be seen of one agent from outside.
final class Seen {
  /// How its last call to write broke off.
  ///
  /// @param spoke whether it had brought text
  /// @param tools whether it had brought a call of tools
  record Failure(Effect.Call call, CallError error, boolean spoke, boolean tools, long atMicros) {
    /// Whether an upstream refused what may be a text to continue.
    boolean refused() {
      boolean badRequest = error.status() == 400 || error.status() == 422;
      return badRequest && call.request().continuesText();
    }

    /// Whether it can't be gone on with, since it has to come out of one call.
    boolean inOnePiece() {
      return spoke && call.request().sampling().form() == Form.ONE_PIECE;
    }
  }

  /// Its calls to write so far, without hedges; the last one perhaps still open.
  final List<Effect.Call> calls = new ArrayList<>();

  /// What the prompts of these calls show.
  final List<Shown> prompts = new ArrayList<>();

  /// What its calls brought, without what came too late.
  final StringBuilder heard = new StringBuilder();

  /// Notes about it.
  final List<Effect.What> notes = new ArrayList<>();

  /// Tokens heard in all, and in its last call.
  long tokens;

  long callTokens;
  int lastDeltaTokens;

  /// Whether it was asked to go on in a new turn after its text broke off, or came to a token
  /// limit: a space is due there, since nobody knows whether its last word was finished.
  boolean spaced;

  /// Whether its last call came to its end.
  boolean atEnd;

  /// How many of its calls were refused although, or because, they continue a text.
  int turnedAway;

  /// The model that it speaks through.
  int seat;

  /// How its last call broke off; null while one is open and after one that came to an end.
  @Nullable Failure failure;

  /// Whether it was said since then that its next model is asked.
  boolean fellBack;

  /// Whether it was said since then that it goes on.
  boolean goesOn;

  private boolean brokeOff;
  private @Nullable Failure silent;
  private final TreeMap<Integer, Integer> callsTo = new TreeMap<>();

  /// How many calls went to one of its models.
  int callsTo(int lane) {
    return callsTo.getOrDefault(lane, 0);
  }

  /// Whether nothing more comes of an agent that reads nobody and has no open call.
  boolean over() {
    return !calls.isEmpty() && (failure == null || !goesOn);
  }

  boolean noted(Effect.What what) {
    return notes.contains(what);
  }

  /// Whether a limit or a cap has ended its text.
  boolean cutShort() {
    return noted(Effect.What.LIMITED) || capped();
  }

  boolean capped() {
    return noted(Effect.What.CAPPED);
  }

  int count(Effect.What what) {
    int count = 0;
    for (Effect.What note : notes) {
      count += note == what ? 1 : 0;
    }
    return count;
  }

  void note(Effect.What what) {
    notes.add(what);
    fellBack |= what == Effect.What.FELL_BACK;
    goesOn |=
        what == Effect.What.RETRIED || what == Effect.What.RESUMED || what == Effect.What.FELL_BACK;
  }

  void hear(String text) {
    heard.append(text);
    lastDeltaTokens = Tokens.in(text);
    tokens += lastDeltaTokens;
    callTokens += lastDeltaTokens;
  }

  void call(Effect.Call call, int lane, Shown shown) {
    callsTo.merge(lane, 1, Integer::sum);
    spaced |= brokeOff && !shown.written().isEmpty() && !call.request().continuesText();
    if (call.purpose() == Effect.Purpose.WRITE) {
      calls.add(call);
      prompts.add(shown);
      callTokens = 0;
      seat = lane;
      failure = null;
      silent = null;
      atEnd = false;
      fellBack = false;
    }
  }

  void ended(Finish finish) {
    atEnd = true;
    brokeOff |= finish == Finish.LENGTH;
  }

  /// When both a call and its hedge fail in silence, it is the call that has failed.
  ///
  /// @param alone whether no other call of the agent is open that writes
  void failed(Scene.Open open, CallError error, long nowMicros, boolean alone) {
    Failure own = new Failure(open.call, error, open.spoke, open.tools, nowMicros);
    if (!alone) {
      silent = open.call.purpose() == Effect.Purpose.WRITE ? own : null;
      return;
    }
    boolean hedge = open.call.purpose() == Effect.Purpose.HEDGE;
    Failure first = silent;
    failure =
        first != null && hedge && !open.spoke && !open.tools
            ? new Failure(first.call(), first.error(), false, false, nowMicros)
            : own;
    silent = null;
    goesOn = false;
    brokeOff = true;
    turnedAway += failure.refused() ? 1 : 0;
  }
}
