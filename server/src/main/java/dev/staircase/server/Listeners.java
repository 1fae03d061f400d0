package dev.staircase.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// HTTP servers on several event loops at one address. A connection stays on the loop that it is
/// dealt to.
final class Listeners {
  /// Left to itself, the kernel keeps megabytes for each client that does not read.
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final List<HttpServer> servers = new ArrayList<>();

  private Listeners() {}

  /// Listens on as many event loops as there are cores; fails when the address can't be had.
  ///
  /// @param setUp gives a server its handlers
  static Future<Listeners> open(Vertx vertx, String host, int port, Consumer<HttpServer> setUp) {
    var listeners = new Listeners();
    Future<HttpServer> listening = listen(vertx, host, port, setUp);
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      listening =
          listening.compose(server -> {
            listeners.servers.add(server);
            return listen(vertx, host, server.actualPort(), setUp);
          });
    }
    return listening.map(last -> {
      listeners.servers.add(last);
      return listeners;
    });
  }

  private static Future<HttpServer> listen(
      Vertx vertx, String host, int port, Consumer<HttpServer> setUp) {
    Promise<HttpServer> listening = Promise.promise();
    Context loop = ((VertxInternal) vertx).createEventLoopContext();
    loop.runOnContext(v -> {
      HttpServer server =
          vertx.createHttpServer(
              new HttpServerOptions()
                  .setTcpNoDelay(true)
                  .setSendBufferSize(SEND_BUFFER_BYTES)
                  .setHttp2ClearTextEnabled(false)
                  .setCompressionSupported(false)
                  .setIdleTimeout(0));
      setUp.accept(server);
      server.listen(port, host).onComplete(listening);
    });
    return listening.future();
  }

  int port() {
    return servers.getFirst().actualPort();
  }

  Future<Void> close() {
    return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
  }
}
