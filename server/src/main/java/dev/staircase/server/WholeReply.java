package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Whole;
import dev.staircase.server.api.Wording;

/// Sends an answer as one JSON object once it is written.
final class WholeReply implements AnswerListener {
  private final Exchange exchange;
  private final Wording wording;
  private final Tally tally;
  private final Whole whole = new Whole();

  WholeReply(Exchange exchange, Wording wording, Tally tally) {
    this.exchange = exchange;
    this.wording = wording;
    this.tally = tally;
  }

  @Override
  public void text(String text) {
    whole.add(new Piece.Text(text, null));
  }

  @Override
  public void text(String text, String logprobs) {
    whole.add(new Piece.Text(text, logprobs));
  }

  @Override
  public void toolCalls(String json) {
    whole.add(new Piece.Tools(json));
  }

  @Override
  public void done(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Finish finish) ->
          exchange.reply(200, wording.whole(whole, finish, tally));
      case Outcome.Failed(var error) -> exchange.fail(ApiError.of(error));
      case Outcome.Cancelled() -> {}
    }
  }
}
