package dev.staircase.runtime.client;

import dev.staircase.core.chat.Continuation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out how a model is made to continue its own text, by asking it to go on counting, once per
/// model: the ways are tried in turn and the first that continues is remembered. A model that none
/// of them continues gets a new turn; so does, for now, one whose upstream cannot be asked (no
/// connection, a time or rate limit, a refused key, a 5xx).
///
/// Upstreams ignore flags that they do not know, so what counts is the text alone. (A model that
/// goes on counting in a fresh turn is taken to continue: no text can tell the two apart, and its
/// answers are checked for restarts anyway.) Safe to share between threads.
public final class ContinuationProbe {
  /// The flagged way comes first: SGLang takes an unflagged assistant message for the user's.
  static final List<Continuation> ORDER =
      List.of(
          Continuation.CONTINUE_FINAL_MESSAGE,
          Continuation.TRAILING_ASSISTANT,
          Continuation.PREFIX_FLAG);

  private static final long UNSETTLED_MS = 60_000;

  private final Vertx vertx;
  private final ModelClient client;
  private final long unsettledMs;
  private final Map<String, Future<ProbeResult>> known = new ConcurrentHashMap<>();

  public ContinuationProbe(Vertx vertx, ModelClient client) {
    this(vertx, client, UNSETTLED_MS);
  }

  /// @param unsettledMs how long a model that could not be asked is not asked again; 0 asks at once
  ContinuationProbe(Vertx vertx, ModelClient client, long unsettledMs) {
    this.vertx = vertx;
    this.client = client;
    this.unsettledMs = unsettledMs;
  }

  /// What is found of `model` (`upstream/name`), at once where it is known. Never fails; completes
  /// on the caller's context. Those who ask while a probe is under way share it.
  public Future<ProbeResult> probe(String model) {
    Context context = vertx.getOrCreateContext();
    Promise<ProbeResult> own = Promise.promise();
    Future<ProbeResult> shared = known.putIfAbsent(model, own.future());
    if (shared == null) {
      context.runOnContext(
          v -> new ProbeRun(client, model).run(result -> settle(model, own, result)));
      return own.future();
    }
    Promise<ProbeResult> here = Promise.promise();
    shared.onComplete(result -> context.runOnContext(v -> here.handle(result)));
    return here.future();
  }

  private void settle(String model, Promise<ProbeResult> promise, ProbeResult result) {
    if (!result.settled() && unsettledMs == 0) {
      known.remove(model);
    } else if (!result.settled()) {
      vertx.setTimer(unsettledMs, id -> known.remove(model));
    }
    promise.complete(result);
  }

  /// What a way is called in the configuration.
  static String nameOf(Continuation continuation) {
    return continuation.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
