package dev.staircase.lab.wire;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/// A client's connection and the server's behind it.
final class Wire {
  private final NetSocket client;
  private final @Nullable NetSocket server;
  private final Runnable onStruck;
  private boolean over;

  /// @param server null where it was never connected
  Wire(NetSocket client, @Nullable NetSocket server, Runnable onStruck) {
    this.client = client;
    this.server = server;
    this.onStruck = onStruck;
  }

  static void join(
      Vertx vertx,
      NetSocket client,
      NetSocket server,
      @Nullable Trouble trouble,
      Runnable onStruck) {
    Wire wire = new Wire(client, server, onStruck);
    boolean asks = trouble != null && trouble.phase().asks();
    new Flow(vertx, client, server, wire, asks ? trouble : null).begin();
    new Flow(vertx, server, client, wire, asks ? null : trouble).begin();
  }

  void struck() {
    onStruck.run();
  }

  /// Whether trouble has ended it.
  boolean over() {
    return over;
  }

  void cut() {
    over = true;
    client.close();
    if (server != null) {
      server.close();
    }
  }

  void reset() {
    tearDown(client);
    if (server != null) {
      tearDown(server);
    }
    cut();
  }

  /// Closing is a reset then.
  private static void tearDown(NetSocket socket) {
    var channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }
}
