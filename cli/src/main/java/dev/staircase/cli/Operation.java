package dev.staircase.cli;

import dev.staircase.accounts.Accounts;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.Operations;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.log.AccessLog;
import dev.staircase.server.page.PageAbout;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server is operated with, as its settings say: keys, metrics, the access log, kept traces.
final class Operation {
  private final @Nullable Accounts accounts;
  private final Telemetry telemetry;
  private final @Nullable KeptTraces traces;

  private Operation(@Nullable Accounts accounts, Telemetry telemetry, @Nullable KeptTraces traces) {
    this.accounts = accounts;
    this.telemetry = telemetry;
    this.traces = traces;
  }

  static Operation start(Vertx vertx, ServerSettings settings)
      throws IOException, InterruptedException {
    Accounts accounts =
        settings.accounts() == null ? null : Waiting.on(Accounts.open(vertx, settings.accounts()));
    KeptTraces traces =
        settings.traces().maxAge().isZero()
            ? null
            : KeptTraces.start(settings.traces(), InstantSource.system());
    return new Operation(accounts, Telemetry.start(settings.telemetry()), traces);
  }

  /// @param page what the page tells of the server
  Operations operations(PageAbout page) {
    List<Watcher> watchers = new ArrayList<>(List.of(telemetry, new AccessLog()));
    if (traces != null) {
      watchers.add(traces);
    }
    Gate gate = accounts == null ? Gate.OPEN : accounts;
    return new Operations(gate, Watcher.all(watchers), telemetry, traces, page);
  }

  /// Whether clients need a key.
  boolean wantsKeys() {
    return accounts != null;
  }

  /// Books, sends and writes what is left to be.
  void close() throws IOException, InterruptedException {
    if (accounts != null) {
      Waiting.on(accounts.close());
    }
    telemetry.close();
    if (traces != null) {
      traces.close();
    }
  }
}
