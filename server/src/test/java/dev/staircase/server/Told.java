package dev.staircase.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// All that a client was told on one connection, whole or broken off.
///
/// @param raw the bytes that came, as ISO-8859-1
record Told(String raw) {
  private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");
  private static final int CONNECT_MS = 5_000;

  /// Asks on a connection of its own, and reads until that ends or nothing comes any more.
  static Told by(int port, String path, String body, int patienceMs) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(patienceMs);
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      } catch (ConnectException nobodyListens) {
        throw nobodyListens;
      } catch (SocketException resetBeforeItWasSeen) {
        return new Told("");
      }
      String head =
          "POST %s HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, body.getBytes(UTF_8).length);
      return exchange(socket, (head + body).getBytes(UTF_8));
    }
  }

  /// Sends bytes and reads until the connection ends or nothing comes any more.
  static Told exchange(Socket socket, byte[] bytes) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(bytes);
      InputStream in = socket.getInputStream();
      byte[] piece = new byte[8 * 1024];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        read.write(piece, 0, n);
      }
    } catch (IOException brokenOrSilent) {
      // What came before it counts.
    }
    return new Told(read.toString(ISO_8859_1));
  }

  /// The status of the response; 0 where its head did not come whole.
  int status() {
    return raw.contains("\r\n\r\n") ? Integer.parseInt(raw.substring(9, 12)) : 0;
  }

  private String head() {
    return raw.substring(0, raw.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
  }

  private boolean chunked() {
    return head().contains("transfer-encoding: chunked");
  }

  /// Whether the response came to its own end.
  boolean whole() {
    if (status() == 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(head());
    return chunked()
        ? raw.endsWith("\r\n0\r\n\r\n")
        : length.find() && rest().length() == Integer.parseInt(length.group(1));
  }

  private String rest() {
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  /// The body as far as it came.
  String body() {
    if (status() == 0) {
      return "";
    }
    if (!chunked()) {
      return rest();
    }
    StringBuilder body = new StringBuilder();
    int at = 0;
    for (int line = rest().indexOf("\r\n"); line > at; line = rest().indexOf("\r\n", at)) {
      int end = line + 2 + Integer.parseInt(rest().substring(at, line), 16);
      body.append(rest(), line + 2, Math.min(end, rest().length()));
      at = Math.min(end + 2, rest().length());
    }
    return body.toString();
  }

  /// The answer, streamed or not, as far as it came.
  String text() {
    if (status() != 200) {
      return "";
    }
    if (!chunked()) {
      return whole() ? Chat.read(body()).at("/choices/0/message/content").asString("") : "";
    }
    return sse().content();
  }

  private Sse sse() {
    String body = body();
    int end = body.lastIndexOf("\n\n") + 2;
    return end < 2
        ? new Sse(java.util.List.of(), java.util.List.of())
        : Sse.of(body.substring(0, end));
  }

  /// Whether it is a whole answer that ended by itself.
  boolean answered() {
    return status() == 200 && whole() && finish().equals("stop");
  }

  private String finish() {
    if (chunked()) {
      return String.join(",", sse().finishes());
    }
    return Chat.read(body()).at("/choices/0/finish_reason").asString("");
  }

  /// Fails where it says anything that is not so, given the right answer.
  void assertTruthful(String right) {
    if (status() == 0) {
      return;
    }
    assertThat(right).as(raw).startsWith(text());
    if (status() != 200) {
      if (whole()) {
        JsonNode error = Chat.read(body()).get("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(status()).as(raw).isGreaterThanOrEqualTo(400).isNotEqualTo(500);
      }
    } else if (chunked()) {
      Sse told = sse();
      boolean done = body().endsWith("data: [DONE]\n\n");
      boolean failed = !told.events().isEmpty() && told.last().name().equals("error");
      assertThat(told.finishes()).as(raw).isSubsetOf("stop");
      if (!told.finishes().isEmpty() || done) {
        assertThat(text()).as(raw).isEqualTo(right);
      }
      assertThat(done && failed).as(raw).isFalse();
      assertThat(!whole() || failed || (done && !told.finishes().isEmpty())).as(raw).isTrue();
    } else if (whole()) {
      assertThat(text()).as(raw).isEqualTo(right);
      assertThat(finish()).isEqualTo("stop");
    }
  }
}
