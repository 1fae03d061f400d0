package dev.staircase.lab.learn;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Tokens;
import dev.staircase.lab.learn.RecordedCall.How;
import dev.staircase.lab.learn.RecordedCall.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The text that an agent wrote in a recorded answer, piece by piece, over all of its calls.
///
/// A call that goes on with a text says how long that was by then: what had come of it beyond, the
/// word that the call before was cut at, was not kept.
///
/// @param overMs when the last call was over; 0 where no call spoke
/// @param whole whether it came to its end
record Spoken(List<Piece> pieces, double overMs, boolean whole) {
  Spoken {
    pieces = List.copyOf(pieces);
  }

  static Spoken of(Recording recording, int agent) {
    List<Piece> said = new ArrayList<>();
    long before = written(recording.plan().conversation());
    double overMs = 0;
    boolean whole = false;
    for (RecordedCall call : recording.writing(agent)) {
      keep(said, written(call.call.request().messages()) - before);
      said.addAll(call.pieces);
      overMs = call.overMs;
      whole = call.how == How.ENDED;
    }
    return new Spoken(said, overMs, whole);
  }

  /// Tokens, as the engine estimates them.
  int tokens() {
    return pieces.stream().mapToInt(piece -> Tokens.in(piece.text())).sum();
  }

  String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  private static long written(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .mapToLong(message -> message.content().length())
        .sum();
  }

  /// Drops what goes beyond the first `chars` characters.
  private static void keep(List<Piece> said, long chars) {
    long left = chars;
    for (int i = 0; i < said.size(); i++) {
      Piece piece = said.get(i);
      if (piece.text().length() > left) {
        said.subList(i, said.size()).clear();
        if (left > 0) {
          said.add(new Piece(piece.atMs(), piece.text().substring(0, (int) left)));
        }
        return;
      }
      left -= piece.text().length();
    }
  }
}
