package dev.staircase.server.gate;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [Gate#OPEN].
final class OpenGate implements Gate {
  private static final Future<Caller> ANYBODY =
      Future.succeededFuture(new Caller("", "anybody", List.of(), true));
  private static final Future<Pass> FREE = Future.succeededFuture((used, usd) -> {});

  @Override
  public Future<Caller> caller(@Nullable String credential) {
    return ANYBODY;
  }

  @Override
  public Future<Pass> enter(Caller caller, Claim claim) {
    return FREE;
  }

  @Override
  public Future<List<Health>> health() {
    return Future.succeededFuture(List.of());
  }
}
