package dev.staircase.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// HTTP by hand, for what clients hide: bytes, connections, and a reader that doesn't read.
final class RawHttp implements AutoCloseable {
  private static final int READ_LIMIT_MS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawHttp(int port) throws IOException {
    this(port, 64 * 1024);
  }

  /// @param receiveBytes the size of the socket's receive buffer
  RawHttp(int port, int receiveBytes) throws IOException {
    socket.setReceiveBufferSize(receiveBytes);
    socket.setSoTimeout(READ_LIMIT_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /// Sends, and tells whether the connection is still open for it.
  boolean sendIfOpen(String text) {
    try {
      send(text);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  void post(Chat chat) throws IOException {
    String body = chat.json();
    send(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.getBytes(UTF_8).length, body));
  }

  /// Reads until the text read ends in `end`, or the connection is closed.
  String readUntil(String end) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      read.append((char) b);
      if (b == end.charAt(end.length() - 1)
          && read.length() >= end.length()
          && read.substring(read.length() - end.length()).equals(end)) {
        break;
      }
    }
    return read.toString();
  }

  /// Reads to the connection's end, be it closed or reset.
  String readAll() throws IOException {
    try {
      return readUntil("\0");
    } catch (SocketException reset) {
      return "";
    }
  }

  /// The body of a response in chunks.
  static String unchunked(String response) {
    StringBuilder body = new StringBuilder();
    int at = response.indexOf("\r\n\r\n") + 4;
    while (at < response.length()) {
      int line = response.indexOf("\r\n", at);
      int length = Integer.parseInt(response.substring(at, line), 16);
      body.append(response, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
    return body.toString();
  }

  /// Closes the connection.
  ///
  /// @return [System#nanoTime] just before
  long leave() throws IOException {
    long at = System.nanoTime();
    socket.close();
    return at;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
