package dev.staircase.server;

import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Health;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.gate.Why;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Passed;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A gate that knows two keys and writes down what is settled, and a watcher that writes down how
/// everything ends.
final class Books implements Gate, Watcher {
  /// One settlement.
  record Settled(String model, Usage used, double usd) {}

  /// May ask some models.
  static final String ADA = "sk-ada";

  static final String EVE = "sk-eve";
  static final String ADMIN = "sk-admin";

  /// May ask all, and has nothing left to spend.
  static final String BROKE = "sk-broke";

  final List<Settled> settled = new CopyOnWriteArrayList<>();
  final List<String> open = new CopyOnWriteArrayList<>();
  final List<String> ends = new CopyOnWriteArrayList<>();

  private final Map<String, Caller> callers =
      Map.of(
          ADA, new Caller("ada", "Ada", List.of("solo", "broken", "local/*"), false),
          EVE, new Caller("eve", "Eve", List.of(), false),
          ADMIN, new Caller("admin", "Admin", List.of(), true),
          BROKE, new Caller("broke", "Broke", List.of(), false));

  /// How the first request ended, once it has.
  String end() {
    while (ends.isEmpty()) {
      Thread.onSpinWait();
    }
    return ends.getFirst();
  }

  @Override
  public Future<Caller> caller(@Nullable String credential) {
    Caller caller = credential == null ? null : callers.get(credential);
    return caller == null
        ? Future.failedFuture(new RefusedException(Why.NO_KEY, "this key is nobody's", 0))
        : Future.succeededFuture(caller);
  }

  @Override
  public Future<Pass> enter(Caller caller, Claim claim) {
    if (caller.key().equals("broke")) {
      return Future.failedFuture(new RefusedException(Why.BUDGET, "the budget is spent", 7));
    }
    open.add(claim.request());
    return Future.succeededFuture((used, usd) -> {
      if (open.remove(claim.request())) {
        settled.add(new Settled(claim.model(), used, usd));
      } else {
        settled.add(new Settled("settled twice", used, usd));
      }
    });
  }

  @Override
  public Future<List<Health>> health() {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Watch begin(Begun begun) {
    return new Told(begun);
  }

  @Override
  public void refused(Refused refused) {
    Caller caller = refused.caller();
    ends.add(
        "refused %s by %s: %d %s"
            .formatted(
                refused.surface(),
                caller == null ? "nobody" : caller.key(),
                refused.status(),
                refused.code()));
  }

  @Override
  public void passed(Passed passed) {
    ends.add(
        "passed %s by %s: %d%s"
            .formatted(
                passed.model(),
                passed.caller().key(),
                passed.status(),
                passed.clientLeft() ? " left" : ""));
  }

  private final class Told extends TestWatch {
    private final Begun begun;

    Told(Begun begun) {
      this.begun = begun;
    }

    @Override
    public void over(int status, boolean clientLeft, Tally tally) {
      ends.add(
          "answered %s by %s: %d%s"
              .formatted(begun.model(), begun.caller().key(), status, clientLeft ? " left" : ""));
    }
  }
}
