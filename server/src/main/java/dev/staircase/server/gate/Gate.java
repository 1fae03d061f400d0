package dev.staircase.server.gate;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets requests in: tells whose they are, and holds them to that caller's limits. Never blocks the
/// event loop that asks; futures complete on its context.
public interface Gate {
  /// Everybody may do everything, and nothing is counted.
  Gate OPEN = new OpenGate();

  /// Whose credential this is. Costs the same whether or not there is such a caller.
  ///
  /// @param credential what the request carries as its key; null where it carries none
  /// @return fails with [RefusedException]: nobody's ([Why#NO_KEY]), or can't be told ([Why#AWAY])
  Future<Caller> caller(@Nullable String credential);

  /// Counts a request against its caller's limits and sets aside what it may cost.
  ///
  /// @return what was set aside, to be settled; fails with [RefusedException], and then nothing is
  ///   held
  Future<Pass> enter(Caller caller, Claim claim);

  /// How the stores stand that this gate needs; empty where it needs none.
  Future<List<Health>> health();
}
