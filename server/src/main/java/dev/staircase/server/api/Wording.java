package dev.staircase.server.api;

import dev.staircase.core.chat.Finish;
import dev.staircase.runtime.answer.Tally;

/// How one answer is worded: as server-sent events, told in order, or as one JSON object.
public interface Wording {
  /// The events that carry a piece; the first of them open the stream.
  String piece(Piece piece);

  /// The events that end a stream, be there pieces before them or not.
  String end(Finish finish, Tally tally);

  /// The events that end a stream which failed.
  String broken(ApiError error);

  /// The answer that is not streamed.
  String whole(Whole whole, Finish finish, Tally tally);
}
