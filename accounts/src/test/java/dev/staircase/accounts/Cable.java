package dev.staircase.accounts;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TCP connection to a server that tests can cut: what is on it is lost, and the server is not
/// reached any more until it is mended.
final class Cable {
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private final Vertx vertx;
  private final String url;
  private final int far;
  private final NetClient client;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private NetServer server;
  private final int near;

  /// @param url of a server on 127.0.0.1
  Cable(Vertx vertx, String url) {
    this.vertx = vertx;
    this.url = url;
    this.client = vertx.createNetClient();
    Matcher address = ADDRESS.matcher(url);
    if (!address.find()) {
      throw new IllegalArgumentException("expected a server on 127.0.0.1, found " + url);
    }
    this.far = Integer.parseInt(address.group(1));
    this.server = listen(0);
    this.near = server.actualPort();
  }

  /// The server's URL through this cable.
  String url() {
    return ADDRESS.matcher(url).replaceFirst("127.0.0.1:" + near);
  }

  void cut() {
    Await.on(server.close());
    sockets.forEach(NetSocket::close);
  }

  void mend() {
    server = listen(near);
  }

  private NetServer listen(int port) {
    return Await.on(
        vertx.createNetServer().connectHandler(this::connect).listen(port, "127.0.0.1"));
  }

  private void connect(NetSocket here) {
    here.pause();
    sockets.add(here);
    here.closeHandler(closed -> sockets.remove(here));
    client
        .connect(far, "127.0.0.1")
        .onSuccess(there -> {
          sockets.add(there);
          there.closeHandler(closed -> sockets.remove(there));
          here.pipeTo(there);
          there.pipeTo(here);
          here.resume();
        })
        .onFailure(e -> here.close());
  }
}
