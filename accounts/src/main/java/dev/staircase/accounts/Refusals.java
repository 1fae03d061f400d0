package dev.staircase.accounts;

import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.gate.Why;

/// What clients are told that are not let in.
final class Refusals {
  /// After how many seconds to try again what only others' answers stand in the way of.
  static final long SOON_S = 1;

  private Refusals() {}

  /// The same whether the key is malformed, unknown, wrong or revoked.
  static RefusedException noKey() {
    return new RefusedException(
        Why.NO_KEY,
        "expected a valid key of this server as 'Authorization: Bearer sk-staircase-...', found"
            + " none or another; ask its operator for one",
        0);
  }

  static RefusedException forbidden(String model) {
    return new RefusedException(
        Why.FORBIDDEN,
        "this key may not ask the model '%s'; GET /v1/models lists those it may".formatted(model),
        0);
  }

  static RefusedException tooMany(String what, long limit, long retryAfterS) {
    return new RefusedException(
        Why.RATE,
        "this key may send %,d %s a minute and has; try again in %d s"
            .formatted(limit, what, retryAfterS),
        retryAfterS);
  }

  static RefusedException tooLarge(long limit, long tokens) {
    return new RefusedException(
        Why.RATE,
        "this key may take %,d tokens a minute, and this request alone may take %,d; shorten it, or"
                .formatted(limit, tokens)
            + " lower its limit of tokens",
        0);
  }

  static RefusedException concurrent(long limit) {
    return new RefusedException(
        Why.CONCURRENT,
        "this key may have %,d answers at a time and has; try again when one is over"
            .formatted(limit),
        SOON_S);
  }

  /// @param left of the budget, not counting what is reserved; below 0 if more was spent
  /// @param wanted what this request may cost
  static RefusedException budget(
      Budget budget, long left, long reserved, long wanted, long retryAfterS) {
    return new RefusedException(
        Why.BUDGET,
        "this key may spend %s USD a %s: %s are left, %s of them set aside for answers under way,"
                .formatted(
                    budget.usd().toPlainString(),
                    budget.period() == Period.DAY ? "day" : "month",
                    Nanos.usd(left).toPlainString(),
                    Nanos.usd(reserved).toPlainString())
            + " and this one may cost %s; lower its limit of tokens, or try again in %d s"
                .formatted(Nanos.usd(wanted).toPlainString(), retryAfterS),
        retryAfterS);
  }

  static RefusedException away(String store) {
    return new RefusedException(
        Why.AWAY,
        "the server's store of %s doesn't answer, and requests are refused while it doesn't; try"
                .formatted(store)
            + " again later",
        SOON_S);
  }
}
