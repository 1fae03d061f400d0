package dev.staircase.runtime.client;

import java.util.function.Consumer;

/// Hands text on in pieces that never split a surrogate pair: half a pair waits for the other half.
final class PairedText {
  private static final String REPLACEMENT = "\uFFFD";

  private final Consumer<String> sink;
  private String held = "";
  private long chars;

  PairedText(Consumer<String> sink) {
    this.sink = sink;
  }

  /// How many characters were handed on.
  long chars() {
    return chars;
  }

  void add(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    String whole = held + piece;
    int end = whole.length();
    int cut = Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end;
    held = whole.substring(cut);
    tell(whole.substring(0, cut));
  }

  /// No more comes: half a pair that still waits is none.
  void end() {
    tell(held.isEmpty() ? "" : REPLACEMENT);
    held = "";
  }

  private void tell(String piece) {
    if (!piece.isEmpty()) {
      chars += piece.length();
      sink.accept(piece);
    }
  }
}
