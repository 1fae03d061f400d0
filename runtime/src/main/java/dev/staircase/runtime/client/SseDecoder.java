package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts the bytes of a `text/event-stream` into its events, by the rules of the WHATWG (HTML,
/// "Server-sent events", 9.2.6). It is fed pieces split anywhere, also inside a UTF-8 sequence or
/// between CR and LF, and does no I/O.
///
/// Lines are cut on the bytes and decoded whole: no byte of a multi-byte UTF-8 sequence looks like
/// a line end. An event is told with its blank line; what stands behind the last blank line at the
/// end of the stream is dropped, as the rules say. Unknown fields, comments, `id` and `retry` are
/// skipped; malformed UTF-8 becomes U+FFFD.
final class SseDecoder {
  /// One event.
  ///
  /// @param name of its type; empty for the usual one
  /// @param data its data lines, joined by LF; may be empty
  record Event(String name, String data) {}

  /// An event or a line that holds more than it may. The decoder is of no use after it.
  static final class TooLongException extends RuntimeException {
    TooLongException(int maxBytes) {
      super(
          "expected events of at most " + maxBytes + " bytes, found a longer one",
          null,
          false,
          false);
    }
  }

  private static final byte LF = '\n';
  private static final byte CR = '\r';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final int maxBytes;
  private final StringBuilder data = new StringBuilder();
  private byte[] line = new byte[256];
  private int lineLength;
  private boolean firstLine = true;
  private boolean afterCr;
  private boolean hasData;
  private String name = "";

  /// @param maxBytes the most that one event may hold
  SseDecoder(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes the bytes in `[from, to)` and tells the events that end in them.
  void feed(byte[] bytes, int from, int to, Consumer<Event> sink) {
    int start = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == LF && afterCr) {
        start = i + 1;
      } else if (b == LF || b == CR) {
        endLine(takeLine(bytes, start, i), sink);
        start = i + 1;
      }
      afterCr = b == CR;
    }
    keep(bytes, start, to);
  }

  private String takeLine(byte[] bytes, int from, int to) {
    String text;
    if (lineLength == 0) {
      checkLength(to - from);
      text = new String(bytes, from, to - from, UTF_8);
    } else {
      keep(bytes, from, to);
      text = new String(line, 0, lineLength, UTF_8);
      lineLength = 0;
    }
    boolean marked = firstLine && text.startsWith(BYTE_ORDER_MARK);
    firstLine = false;
    return marked ? text.substring(1) : text;
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = lineLength + (to - from);
    checkLength(length);
    if (length > line.length) {
      line = Arrays.copyOf(line, Math.max(length, line.length * 2));
    }
    System.arraycopy(bytes, from, line, lineLength, to - from);
    lineLength = length;
  }

  private void checkLength(int bytes) {
    if (bytes > maxBytes - data.length()) {
      throw new TooLongException(maxBytes);
    }
  }

  private void endLine(String text, Consumer<Event> sink) {
    if (text.isEmpty()) {
      dispatch(sink);
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    if (field.equals("data")) {
      data.append(hasData ? "\n" : "").append(value(text, colon));
      hasData = true;
    } else if (field.equals("event")) {
      name = value(text, colon);
    }
  }

  private static String value(String text, int colon) {
    if (colon < 0) {
      return "";
    }
    return text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
  }

  private void dispatch(Consumer<Event> sink) {
    Event event = hasData ? new Event(name, data.toString()) : null;
    name = "";
    data.setLength(0);
    hasData = false;
    if (event != null) {
      sink.accept(event);
    }
  }
}
