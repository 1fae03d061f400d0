package dev.staircase.server;

import dev.staircase.server.api.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What of an answer its client has not taken yet. Plain text is gathered, so that a client which
/// reads slowly gets fewer and larger pieces.
///
/// What is told beside the answer waits for the answer's first piece, so that nobody takes it for
/// one, unless it is wanted early. It is dropped and counted where too much of it waits.
final class Pending {
  /// The most plain text of one piece, so that the connection's own queue stays short as well.
  static final int PIECE_CHARS = 16 * 1024;

  /// The most characters that wait of what is told beside the answer.
  static final int TOLD_CHARS = 256 * 1024;

  private final Deque<Piece> pieces = new ArrayDeque<>();

  /// Told before the answer's first piece was taken; null once it was, and where nothing waits.
  private @Nullable Deque<Piece> early;

  /// Plain text behind all pieces.
  private final StringBuilder text = new StringBuilder();

  private int toldChars;
  private int dropped;

  /// @param waits whether what is told beside the answer waits for its first piece
  Pending(boolean waits) {
    early = waits ? new ArrayDeque<>() : null;
  }

  /// Whether nothing of the answer waits.
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

  void tell(Piece.Told told) {
    if (toldChars + told.json().length() > TOLD_CHARS) {
      dropped++;
      return;
    }
    toldChars += told.json().length();
    if (early == null) {
      add(told);
    } else {
      early.add(told);
    }
  }

  void clear() {
    early = null;
    dropped = 0;
    pieces.clear();
    text.setLength(0);
  }

  /// Takes the next piece out; null where there is none.
  @Nullable Piece next() {
    Piece piece = pieces.poll();
    if (piece == null && !text.isEmpty()) {
      piece = takeText();
    }
    if (piece instanceof Piece.Told told) {
      toldChars -= told.json().length();
    } else if (piece != null && early != null) {
      early.reversed().forEach(pieces::addFirst);
      early = null;
    }
    return piece == null && dropped > 0 && early == null ? takeDropped() : piece;
  }

  private Piece takeDropped() {
    Piece piece = new Piece.Told("{\"kind\":\"dropped\",\"count\":" + dropped + "}");
    dropped = 0;
    return piece;
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
