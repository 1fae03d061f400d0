package dev.staircase.server.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// All that an answer says, put together from its pieces.
public final class Whole {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StringBuilder text = new StringBuilder();
  private final ToolCalls calls = new ToolCalls();
  private final ArrayNode logprobs = JSON.createArrayNode();

  public void add(Piece piece) {
    switch (piece) {
      case Piece.Text(String more, var entries) -> {
        text.append(more);
        if (entries != null) {
          JSON.readTree(entries).forEach(logprobs::add);
        }
      }
      case Piece.Tools(String json) -> calls.add(json);
      case Piece.Told told -> {}
    }
  }

  /// The same in as few pieces as can be.
  public List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text(), logprobs.isEmpty() ? null : logprobs.toString()));
    }
    if (!calls.isEmpty()) {
      pieces.add(new Piece.Tools(calls.whole().toString()));
    }
    return pieces;
  }

  public String text() {
    return text.toString();
  }

  /// The calls of tools, in the order of their index; empty for none.
  public ArrayNode toolCalls() {
    return calls.whole();
  }

  /// The entries of the tokens; empty for none.
  public ArrayNode logprobs() {
    return logprobs;
  }
}
