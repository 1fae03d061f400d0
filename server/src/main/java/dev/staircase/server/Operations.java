package dev.staircase.server;

import dev.staircase.server.gate.Gate;
import dev.staircase.server.page.PageAbout;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import dev.staircase.server.watch.Watcher;
import org.jspecify.annotations.Nullable;

/// How a server is operated.
///
/// @param gate whom to serve, and how much
/// @param watcher looks on at every answer; holds the two below where there are any
/// @param telemetry what `GET /metrics` tells; null for nothing
/// @param traces what `GET /v1/staircase/traces/{id}` reads; null for nothing
/// @param page what the page tells of the server
public record Operations(
    Gate gate,
    Watcher watcher,
    @Nullable Telemetry telemetry,
    @Nullable KeptTraces traces,
    PageAbout page) {
  /// Everybody is served, and nobody looks on.
  public static final Operations NONE = new Operations(Gate.OPEN, Watcher.NONE, null, null);

  /// With nothing to tell on the page besides its models.
  public Operations(
      Gate gate, Watcher watcher, @Nullable Telemetry telemetry, @Nullable KeptTraces traces) {
    this(gate, watcher, telemetry, traces, PageAbout.NOTHING);
  }
}
