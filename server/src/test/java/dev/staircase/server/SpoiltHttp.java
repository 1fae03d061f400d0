package dev.staircase.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.testing.Spoiler;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Requests that are no good HTTP, drawn.
final class SpoiltHttp {
  private static final String LINE = "POST /v1/chat/completions HTTP/1.1";

  private static final List<String> LINES =
      List.of(
          "POST /v1/chat/completions HTTP/1.0",
          "POST /v1/chat/completions HTTP/9.9",
          "POST  /v1/chat/completions  HTTP/1.1",
          "POST http://127.0.0.1/v1/chat/completions HTTP/1.1",
          "post /v1/chat/completions HTTP/1.1",
          "PRI * HTTP/2.0",
          "CONNECT 127.0.0.1:1 HTTP/1.1",
          "GET /v1/chat/completions HTTP/1.1",
          "DELETE /v1/models?x=%zz HTTP/1.1",
          "POST /../v1/%00chat//completions HTTP/1.1",
          "POST /" + "a".repeat(5_000) + " HTTP/1.1",
          "\0",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Host: test",
          "Host: a b\r\nHost: c",
          "Content-Length: 0",
          "Content-Length: 99999999999999999999",
          "Content-Length: -1",
          "Content-Length: +5",
          "Content-Length: 5, 5",
          "Content-Length: 5x",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding:\u000bchunked",
          "Expect: 100-continue",
          "Expect: 200-ok",
          "Connection: upgrade\r\nUpgrade: h2c",
          "Connection: upgrade\r\nUpgrade: websocket",
          "Content-Encoding: gzip",
          "x-request-id: evil",
          "x-staircase-hops: a\u0001b,,",
          "X-Long: " + "x".repeat(9_000),
          "X-Nul: a\0b",
          "X-Folded: a\r\n b",
          "no colon",
          ": no name",
          "Cookie: \u00ff\u00fe");

  private SpoiltHttp() {}

  /// A line, headers, and a body by its length or in chunks, each right or not, with another
  /// request behind it now and then.
  static byte[] drawn(Spoiler spoiler) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    byte[] body =
        spoiler.draw(2) == 0
            ? spoiler.draw(Requests.BODIES).getBytes(UTF_8)
            : RequestFuzzTest.body(spoiler);
    String line = spoiler.draw(3) == 0 ? spoiler.draw(LINES) : LINE;
    StringBuilder head = new StringBuilder(line).append("\r\n");
    for (int left = spoiler.draw(3) / 2 * spoiler.draw(3); left > 0; left--) {
      head.append(spoiler.draw(HEADERS)).append("\r\n");
    }
    boolean chunked = spoiler.draw(3) == 0;
    head.append(
        chunked
            ? "Transfer-Encoding: chunked\r\n"
            : "Content-Length: %d\r\n".formatted(body.length));
    request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (chunked) {
      String size =
          spoiler.draw(List.of("%x", "%X", "0%x;a=b", "%x;", "%x0", "-%x", "zz%x", "%x\0"));
      request.writeBytes((size.formatted(body.length) + "\r\n").getBytes(ISO_8859_1));
    }
    request.writeBytes(body);
    if (chunked) {
      request.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
    }
    if (spoiler.draw(4) == 0) {
      request.writeBytes("GET /health HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(UTF_8));
    }
    return spoiler.draw(5) == 0 ? spoiler.bytes(request.toByteArray()) : request.toByteArray();
  }
}
