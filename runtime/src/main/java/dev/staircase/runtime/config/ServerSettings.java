package dev.staircase.runtime.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The server's own settings.
///
/// @param host the address to listen at
/// @param port the port to listen at; 0 takes a free one
/// @param maxBodyBytes the longest request
/// @param maxAnswers the most answers under way at a time
/// @param maxWaiting the most requests that wait for their turn; further ones are refused
/// @param waitMs how long a request waits for its turn
/// @param keepAliveMs how often a stream that waits is sent a comment; clients want one every 15 s
/// @param drainMs how long answers under way are given when the server stops
/// @param passThrough plain models that may be asked: `upstream/name`, or `upstream/*`
/// @param accounts where the keys of clients are; null asks for none
/// @param telemetry what is told of the answers, and to whom
/// @param traces for how long traces are kept
/// @param page whether there is a page at `/`
public record ServerSettings(
    String host,
    int port,
    int maxBodyBytes,
    int maxAnswers,
    int maxWaiting,
    long waitMs,
    long keepAliveMs,
    long drainMs,
    List<String> passThrough,
    @Nullable AccountsSettings accounts,
    TelemetrySettings telemetry,
    TraceSettings traces,
    boolean page) {
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "127.0.0.1",
          8080,
          4 << 20,
          256,
          64,
          5_000,
          10_000,
          30_000,
          List.of(),
          null,
          TelemetrySettings.DEFAULT,
          TraceSettings.DEFAULT,
          true);

  private static final long LEAST_KEEP_ALIVE_MS = 1_000;
  private static final long MOST_KEEP_ALIVE_MS = 15_000;
  private static final long HOUR_MS = 3_600_000;

  public ServerSettings {
    passThrough = List.copyOf(passThrough);
  }

  /// With another address.
  public ServerSettings at(String newHost, int newPort) {
    return new ServerSettings(
        newHost,
        newPort,
        maxBodyBytes,
        maxAnswers,
        maxWaiting,
        waitMs,
        keepAliveMs,
        drainMs,
        passThrough,
        accounts,
        telemetry,
        traces,
        page);
  }

  /// With other bounds on what is taken in.
  public ServerSettings bounded(int newMaxBodyBytes, int newMaxAnswers, int newMaxWaiting) {
    return new ServerSettings(
        host,
        port,
        newMaxBodyBytes,
        newMaxAnswers,
        newMaxWaiting,
        waitMs,
        keepAliveMs,
        drainMs,
        passThrough,
        accounts,
        telemetry,
        traces,
        page);
  }

  /// Whether a plain model may be asked.
  ///
  /// @param model `upstream/name`
  public boolean passes(String model) {
    return passThrough.stream()
        .anyMatch(pattern ->
            pattern.endsWith("/*")
                ? model.startsWith(pattern.substring(0, pattern.length() - 1))
                    && model.length() >= pattern.length()
                : model.equals(pattern));
  }

  /// @param upstreams their names
  static ServerSettings read(Cursor server, Set<String> upstreams) {
    return new ServerSettings(
        server.text("host", DEFAULT.host),
        server.integer("port", DEFAULT.port),
        server.integer("max-body-bytes", DEFAULT.maxBodyBytes),
        server.integer("max-answers", DEFAULT.maxAnswers),
        server.integer("max-waiting", DEFAULT.maxWaiting),
        server.durationMs("longest-wait", DEFAULT.waitMs, 1, HOUR_MS),
        server.durationMs(
            "keep-alive", DEFAULT.keepAliveMs, LEAST_KEEP_ALIVE_MS, MOST_KEEP_ALIVE_MS),
        server.durationMs("drain", DEFAULT.drainMs, 1, HOUR_MS),
        passThrough(server, upstreams),
        OperationReader.keys(server.get("keys")),
        OperationReader.telemetry(server.get("telemetry")),
        OperationReader.traces(server.get("traces")),
        server.truth("page", DEFAULT.page));
  }

  private static List<String> passThrough(Cursor server, Set<String> upstreams) {
    Cursor written = server.get("pass-through");
    if (written == null) {
      return DEFAULT.passThrough;
    }
    return written.items().stream()
        .map(model -> {
          String upstream = model.text().substring(0, Math.max(0, model.text().indexOf('/')));
          if (!upstreams.contains(upstream)) {
            model.expected("a model of one of the upstreams " + upstreams, "");
          }
          return model.text();
        })
        .toList();
  }
}
