package dev.staircase.runtime.config;

/// The server's own settings.
///
/// @param host the address to listen at
/// @param port the port to listen at; 0 takes a free one
/// @param maxBodyBytes the longest request
/// @param maxAnswers the most answers under way at a time
/// @param keepAliveMs how often a stream that waits is sent a comment; clients want one every 15 s
public record ServerSettings(
    String host, int port, int maxBodyBytes, int maxAnswers, long keepAliveMs) {
  public static final ServerSettings DEFAULT =
      new ServerSettings("127.0.0.1", 8080, 4 << 20, 256, 10_000);

  private static final long LEAST_KEEP_ALIVE_MS = 1_000;
  private static final long MOST_KEEP_ALIVE_MS = 15_000;

  static ServerSettings read(Cursor server) {
    return new ServerSettings(
        server.text("host", DEFAULT.host),
        server.integer("port", DEFAULT.port),
        server.integer("max-body-bytes", DEFAULT.maxBodyBytes),
        server.integer("max-answers", DEFAULT.maxAnswers),
        server.durationMs(
            "keep-alive", DEFAULT.keepAliveMs, LEAST_KEEP_ALIVE_MS, MOST_KEEP_ALIVE_MS));
  }
}
