package dev.staircase.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Closes connections that ask nothing for long: those kept for later, and those whose request
/// never gets to the end of its head, however busily its bytes drip in.
///
/// Each is looked at once in a period and closed where it was idle all along: after one period at
/// the earliest, after two at the latest. A connection belongs to one event loop.
final class IdleConnections {
  private final Vertx vertx;
  private final long periodMs;
  private final Map<HttpConnection, Watch> watches = new ConcurrentHashMap<>();

  IdleConnections(Vertx vertx, long periodMs) {
    this.vertx = vertx;
    this.periodMs = periodMs;
  }

  int connections() {
    return watches.size();
  }

  void opened(HttpConnection connection) {
    Watch watch = new Watch(connection);
    watches.put(connection, watch);
    long timer = vertx.setPeriodic(periodMs, id -> watch.look());
    connection.exceptionHandler(broken -> {}); // Else whoever resets a connection fills the log.
    connection.closeHandler(closed -> {
      vertx.cancelTimer(timer);
      watches.remove(connection);
    });
  }

  /// A request has come, its head at least.
  ///
  /// @return whether it is to be heard: nothing is that stands behind the answer which announced
  ///   its connection's end
  boolean asked(HttpServerRequest request) {
    Watch watch = watches.get(request.connection());
    return watch == null || watch.heard(request);
  }

  private static final class Watch {
    private final HttpConnection connection;
    private @Nullable HttpServerRequest latest;

    /// Whether anything was asked or answered since the last look.
    private boolean asked;

    Watch(HttpConnection connection) {
      this.connection = connection;
    }

    boolean heard(HttpServerRequest request) {
      if (latest != null && latest.response().headers().contains("Connection", "close", true)) {
        return false;
      }
      latest = request;
      asked = true;
      return true;
    }

    void look() {
      boolean answering = latest != null && !latest.response().ended();
      if (!asked && !answering) {
        connection.close();
      }
      asked = answering;
    }
  }
}
