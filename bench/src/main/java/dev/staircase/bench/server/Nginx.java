package dev.staircase.bench.server;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs nginx as a pass-through: one worker, HTTP/1.1 with kept connections, nothing buffered.
final class Nginx {
  private static final int CONNECT_ATTEMPTS = 100;
  private static final int CONNECT_INTERVAL_MS = 50;

  /// Prints the port, then lives as long as its standard input.
  private static final String WRAPPER =
      "\"$1\" -p \"$2\" -c nginx.conf >&2 & child=$!; echo \"$3\"; cat >/dev/null; kill $child;"
          + " wait";

  private Nginx() {}

  /// Whether nginx is on the PATH, or where Debian has it.
  static boolean found() {
    return Files.isExecutable(binary());
  }

  private static Path binary() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of("nginx"));
  }

  /// Starts it and waits until it listens.
  ///
  /// @param folder for its settings and its temporary files
  static Child start(Vertx vertx, int models, Path folder) {
    try {
      int port = freePort();
      Files.writeString(folder.resolve("nginx.conf"), settings(models, port));
      Child child =
          Child.start(
              List.of(
                  "sh",
                  "-c",
                  WRAPPER,
                  "nginx",
                  binary().toString(),
                  folder.toString() + "/",
                  Integer.toString(port)));
      vertx
          .createNetClient(
              new NetClientOptions()
                  .setReconnectAttempts(CONNECT_ATTEMPTS)
                  .setReconnectInterval(CONNECT_INTERVAL_MS))
          .connect(port, "127.0.0.1")
          .compose(socket -> socket.close())
          .await();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("could not set nginx up in " + folder, e);
    }
  }

  private static String settings(int models, int port) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr warn;
    events { worker_connections 8192; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      tcp_nodelay on;
      keepalive_requests 100000;
      upstream models { server 127.0.0.1:%d; keepalive 4096; }
      server {
        listen 127.0.0.1:%d backlog=4096;
        location / {
          proxy_pass http://models;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
        }
      }
    }
    """
        .formatted(models, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
