package dev.staircase.lab.wire;

import dev.staircase.lab.wire.Trouble.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on loopback whose connections get into trouble, each as a script says.
///
/// It knows just enough of HTTP/1.1 to find a phase of the first exchange on a connection.
public final class FaultProxy {
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final int target;
  private final IntFunction<@Nullable Trouble> script;
  private final NetServer server;
  private final NetClient client;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();

  private FaultProxy(Vertx vertx, int target, IntFunction<@Nullable Trouble> script) {
    this.vertx = vertx;
    this.target = target;
    this.script = script;
    server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true));
    client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
  }

  /// Starts a proxy on a free port.
  ///
  /// @param target the port on loopback that connections are passed on to
  /// @param script the trouble of the nth connection, counted from 0; null for none
  public static Future<FaultProxy> start(
      Vertx vertx, int target, IntFunction<@Nullable Trouble> script) {
    FaultProxy proxy = new FaultProxy(vertx, target, script);
    proxy.server.connectHandler(proxy::accept);
    return proxy.server.listen(0, LOOPBACK).map(listening -> proxy);
  }

  /// The port that is listened on.
  public int port() {
    return server.actualPort();
  }

  /// How often trouble has struck.
  public int struck() {
    return struck.get();
  }

  /// Stops listening and closes every connection.
  public Future<Void> close() {
    return Future.join(server.close(), client.close()).mapEmpty();
  }

  private void accept(NetSocket socket) {
    socket.pause();
    socket.exceptionHandler(broken -> {});
    boolean[] gone = {false};
    socket.closeHandler(closed -> gone[0] = true);
    Trouble trouble = script.apply(connections.getAndIncrement());
    if (trouble == null || trouble.phase() != Phase.BEFORE_CONNECT) {
      connect(socket, gone, trouble);
      return;
    }
    switch (trouble.kind()) {
      case DRIP -> connect(socket, gone, trouble);
      case CUT -> alone(socket).cut();
      case RESET -> alone(socket).reset();
      case STALL -> struck.incrementAndGet();
      case DELAY -> {
        struck.incrementAndGet();
        vertx.setTimer(trouble.pauseMs(), id -> connect(socket, gone, null));
      }
    }
  }

  private Wire alone(NetSocket socket) {
    struck.incrementAndGet();
    return new Wire(socket, null, () -> {});
  }

  /// @param gone whether the client has left
  private void connect(NetSocket socket, boolean[] gone, @Nullable Trouble trouble) {
    client
        .connect(target, LOOPBACK)
        .onSuccess(up -> {
          if (gone[0]) {
            up.close();
            return;
          }
          up.pause();
          Wire.join(vertx, socket, up, trouble, struck::incrementAndGet);
        })
        .onFailure(e -> socket.close());
  }
}
