package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Sends an answer as one JSON object once it is written.
final class WholeReply implements AnswerListener {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServerResponse response;
  private final Reply reply;
  private final Tally tally;
  private final StringBuilder text = new StringBuilder();
  private final ToolCalls calls = new ToolCalls();
  private final ArrayNode logprobs = JSON.createArrayNode();

  WholeReply(HttpServerResponse response, Reply reply, Tally tally) {
    this.response = response;
    this.reply = reply;
    this.tally = tally;
  }

  @Override
  public void text(String piece) {
    text.append(piece);
  }

  @Override
  public void text(String piece, String entries) {
    text(piece);
    JSON.readTree(entries).forEach(logprobs::add);
  }

  @Override
  public void toolCalls(String json) {
    calls.add(json);
  }

  @Override
  public void done(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Finish finish) ->
          HttpReplies.json(
              response, 200, reply.whole(text.toString(), calls, logprobs, finish, tally));
      case Outcome.Failed(var error) -> HttpReplies.error(response, ApiError.of(error));
      case Outcome.Cancelled() -> {}
    }
  }
}
