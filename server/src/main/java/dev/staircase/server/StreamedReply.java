package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Telling;
import dev.staircase.server.api.Wording;
import org.jspecify.annotations.Nullable;

/// Sends an answer as server-sent events while it is written.
///
/// A client that reads slowly gets larger pieces: what its connection doesn't take is gathered as
/// text, which the engine's limit on an answer's characters bounds.
final class StreamedReply implements AnswerListener {
  private final Wording wording;
  private final Tally tally;
  private final Runnable abandon;
  private final Pending pending;
  private final EventStream stream;

  /// @param events when what befalls the answer is told
  /// @param abandon ends the answer of a client that takes nothing
  StreamedReply(
      Exchange exchange,
      Wording wording,
      Telling events,
      Tally tally,
      StreamTiming timing,
      Runnable abandon) {
    this.pending = new Pending(events != Telling.EARLY);
    this.wording = wording;
    this.tally = tally;
    this.abandon = abandon;
    this.stream = new EventStream(exchange, timing, this::next, this::giveUp);
  }

  @Override
  public void text(String text) {
    pending.text(text);
    stream.flush();
  }

  @Override
  public void text(String text, String logprobs) {
    add(new Piece.Text(text, logprobs));
  }

  @Override
  public void toolCalls(String json) {
    add(new Piece.Tools(json));
  }

  private void add(Piece piece) {
    pending.add(piece);
    stream.flush();
  }

  /// Something that befell the answer; told once the client has seen the first of the answer
  /// itself, or at once where it is wanted early.
  void told(Piece.Told told) {
    pending.tell(told);
    stream.flush();
  }

  @Override
  public void done(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Finish finish) -> stream.end(() -> wording.end(finish, tally));
      case Outcome.Failed(var error) -> {
        ApiError told = ApiError.of(error);
        stream.fail(told, () -> wording.broken(told));
      }
      case Outcome.Cancelled() -> stream.stop();
    }
  }

  private @Nullable String next() {
    Piece piece = pending.next();
    return piece == null ? null : wording.piece(piece);
  }

  private void giveUp() {
    pending.clear();
    abandon.run();
  }
}
