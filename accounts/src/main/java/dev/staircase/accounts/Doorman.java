package dev.staircase.accounts;

import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.runtime.config.WhenAway;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.RefusedException;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// Holds a key to its limits: first its rates, then its answers at a time and its budget.
final class Doorman {
  private final WhenAway whenAway;
  private final long defaultNanos;
  private final Rates rates;
  private final Books books;
  private final InstantSource clock;

  Doorman(AccountsSettings settings, Rates rates, Books books, InstantSource clock) {
    this.whenAway = settings.whenAway();
    this.defaultNanos = Nanos.of(settings.defaultUsd());
    this.rates = rates;
    this.books = books;
    this.clock = clock;
  }

  /// As [dev.staircase.server.gate.Gate#enter].
  Future<Pass> enter(VirtualKey key, Claim claim) {
    long tokens = claim.promptTokens() + claim.completionTokens();
    return checked(rates.take(key, tokens), "rates")
        .compose(asked -> reserve(key, claim, new TokenTicket(rates, key, asked ? tokens : 0)));
  }

  private Future<Pass> reserve(VirtualKey key, Claim claim, TokenTicket tokens) {
    Reservation wanted =
        new Reservation(
            UUID.randomUUID().toString(),
            key.id(),
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            claim.usd() == 0 ? defaultNanos : Nanos.of(Math.min(claim.usd(), Nanos.MOST_USD)));
    return checked(books.reserve(wanted), "accounts")
        .onFailure(refused -> tokens.settle(0))
        .map(held -> {
          books.begin(wanted);
          return new LedgerPass(claim, wanted, held, books, tokens);
        });
  }

  /// Whether the store was asked: false if it is away and requests are let in then. Fails with
  /// [RefusedException] if it refuses, or if it is away and requests are refused then.
  private Future<Boolean> checked(Future<Optional<RefusedException>> answer, String store) {
    return answer.transform(done -> {
      if (done.succeeded()) {
        return done.result().isEmpty()
            ? Future.succeededFuture(true)
            : Future.failedFuture(done.result().get());
      }
      return whenAway == WhenAway.OPEN && done.cause() instanceof AwayException
          ? Future.succeededFuture(false)
          : Future.failedFuture(Refusals.away(store));
    });
  }
}
