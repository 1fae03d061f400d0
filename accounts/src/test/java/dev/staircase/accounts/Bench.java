package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Several gates on the same stores, as several servers have them, on a clock that tests move.
final class Bench implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
  final KeyRing ring;
  private final List<Accounts> gates = new ArrayList<>();

  /// @param settings of the key ring, whose connection is never cut
  Bench(AccountsSettings settings) {
    ring = new KeyRing(Database.open(settings), settings.pepper(), clock);
  }

  Accounts gate(AccountsSettings settings) {
    Accounts gate = new Accounts(vertx, settings, Stores.open(vertx, settings, clock), clock);
    gates.add(gate);
    return gate;
  }

  NewKey key(Limits limits) throws IOException {
    return ring.create("test", limits, false);
  }

  static Caller caller(Accounts gate, NewKey key) {
    return Await.on(gate.caller(key.text().reveal()));
  }

  /// A claim of some money and no tokens.
  static Claim claim(double usd) {
    return new Claim("r", "trio", 0, 0, usd);
  }

  static Future<Pass> enter(Accounts gate, NewKey key, double usd) {
    return gate.caller(key.text().reveal()).compose(caller -> gate.enter(caller, claim(usd)));
  }

  static RefusedException refusal(Accounts gate, NewKey key, double usd) {
    return Await.refusal(enter(gate, key, usd));
  }

  /// Ends an answer, and waits until it is booked.
  static void end(Accounts gate, Pass pass, double usd) {
    int before = gate.unsettled();
    pass.settle(new Usage(10, 4, 5), usd);
    quiet(gate, before - 1);
  }

  /// Waits until a gate has that many answers that are not booked.
  static void quiet(Accounts gate, int unsettled) {
    while (gate.unsettled() > unsettled) {
      Thread.onSpinWait();
    }
  }

  /// What a key took today.
  DayUsage today(NewKey key) throws IOException {
    LocalDate day = LocalDate.parse("2026-11-21");
    return ring.usage(day, day).stream()
        .filter(usage -> usage.key().equals(key.key().id()))
        .findFirst()
        .orElseGet(() -> new DayUsage(key.key().id(), day, 0, Usage.NONE, 0));
  }

  @Override
  public void close() {
    gates.forEach(gate -> Await.on(gate.close()));
    ring.close();
    Await.on(vertx.close());
  }
}
