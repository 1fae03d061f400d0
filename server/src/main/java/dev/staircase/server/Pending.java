package dev.staircase.server;

import dev.staircase.server.api.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What of an answer its client has not taken yet. Plain text is gathered, so that a client which
/// reads slowly gets fewer and larger pieces.
final class Pending {
  /// The most plain text of one piece, so that the connection's own queue stays short as well.
  static final int PIECE_CHARS = 16 * 1024;

  private final Deque<Piece> pieces = new ArrayDeque<>();

  /// Plain text behind all pieces.
  private final StringBuilder text = new StringBuilder();

  boolean isEmpty() {
    return pieces.isEmpty() && text.isEmpty();
  }

  void text(String more) {
    text.append(more);
  }

  void add(Piece piece) {
    while (!text.isEmpty()) {
      pieces.add(takeText());
    }
    pieces.add(piece);
  }

  void clear() {
    pieces.clear();
    text.setLength(0);
  }

  /// Takes the next piece out; null where there is none.
  @Nullable Piece next() {
    Piece piece = pieces.poll();
    return piece != null || text.isEmpty() ? piece : takeText();
  }

  /// Never ends inside a surrogate pair.
  private Piece takeText() {
    int end = Math.min(text.length(), PIECE_CHARS);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    Piece piece = new Piece.Text(text.substring(0, end), null);
    text.delete(0, end);
    return piece;
  }
}
