package dev.staircase.lab.wire;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.regex.Pattern;

/// How far the first message of HTTP/1.1 has come, by the bytes that passed one way.
///
/// Its end is known by `Content-Length`, or by the last chunk.
final class Passage {
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d{1,15})\r\n");

  private final StringBuilder head = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private long passed;
  private long headEnd = UNKNOWN;
  private long end = UNKNOWN;

  /// Takes bytes up to where trouble strikes.
  ///
  /// @return how many of them pass before it; more than there are where it does not strike yet
  long strikesIn(Buffer next, Trouble trouble) {
    for (int i = 0; i < next.length(); i++) {
      if (at(trouble)) {
        return i;
      }
      pass((char) (next.getByte(i) & 0xff));
    }
    return at(trouble) ? next.length() : UNKNOWN;
  }

  private boolean at(Trouble trouble) {
    return switch (trouble.phase()) {
      case BEFORE_CONNECT, BEFORE_RESPONSE, REQUEST_HEAD, RESPONSE_HEAD ->
          passed == trouble.offset();
      case REQUEST_BODY, MID_STREAM ->
          headEnd != UNKNOWN && passed == Math.min(headEnd + trouble.offset(), end - 1);
      case AFTER_LAST_BYTE -> passed == end;
    };
  }

  private void pass(char c) {
    passed++;
    if (headEnd == UNKNOWN) {
      head.append(c);
      if (c == '\n' && head.toString().endsWith(HEAD_END)) {
        headEnd = passed;
        var length = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
        end = length.find() ? headEnd + Long.parseLong(length.group(1)) : UNKNOWN;
      }
    } else if (end == UNKNOWN) {
      tail.append(c).delete(0, Math.max(0, tail.length() - LAST_CHUNK.length()));
      end = c == '\n' && tail.toString().equals(LAST_CHUNK) ? passed : UNKNOWN;
    }
  }
}
