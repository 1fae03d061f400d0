package dev.staircase.server.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tells an answer block by block, for the APIs that are worded so: text and calls of tools, each
/// begun, told and ended before the next one.
///
/// An upstream may mix the pieces of several calls and doesn't say where one ends. So the first
/// call is told as it comes, and what comes beside it is kept until the answer's end.
public final class Blocks {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int NONE = Integer.MIN_VALUE;

  private final String id;
  private final Teller teller;
  private final ToolCalls first = new ToolCalls();
  private final ToolCalls others = new ToolCalls();
  private final List<Piece.Text> lateText = new ArrayList<>();
  private boolean inText;
  private boolean inCall;
  private int firstCall = NONE;
  private int blocks;

  /// @param id the answer's, for calls that come without one of their own
  public Blocks(String id, Teller teller) {
    this.id = id;
    this.teller = teller;
  }

  /// What is told, in order.
  public interface Teller {
    void textBegins();

    /// More text.
    ///
    /// @param logprobs the entries of its tokens as a JSON array, or null
    void text(String text, @Nullable String logprobs);

    void textEnds();

    void callBegins(Call call);

    /// More of what is handed to the tool.
    void input(String more);

    void callEnds();
  }

  /// The head of a call of a tool.
  ///
  /// @param custom whether the tool takes text rather than a JSON object
  public record Call(String id, String name, boolean custom) {}

  public void add(Piece piece) {
    switch (piece) {
      case Piece.Text text -> {
        if (firstCall == NONE) {
          tell(text);
        } else {
          lateText.add(text);
        }
      }
      case Piece.Tools(String json) -> tools(JSON.readTree(json));
      case Piece.Told told -> {}
    }
  }

  /// Tells what was kept, and an empty text where there was nothing at all.
  public void end() {
    endText();
    if (firstCall != NONE) {
      if (!inCall) {
        begin(first.whole().get(0));
      }
      endCall();
    }
    for (JsonNode call : others.whole()) {
      begin(call);
      endCall();
    }
    lateText.forEach(this::tell);
    if (blocks == 0) {
      beginText();
    }
    endText();
  }

  private void tools(JsonNode deltas) {
    endText();
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i) instanceof ObjectNode delta) {
        int index = delta.path("index").asInt(i);
        firstCall = firstCall == NONE ? index : firstCall;
        if (index == firstCall) {
          ofFirst(delta);
        } else {
          others.add(index, delta);
        }
      }
    }
  }

  /// A call begins once its name is known.
  private void ofFirst(ObjectNode delta) {
    if (inCall) {
      input(delta);
      return;
    }
    first.add(firstCall, delta);
    JsonNode call = first.whole().get(0);
    if (!tool(call).path("name").asString("").isEmpty()) {
      begin(call);
    }
  }

  private void begin(JsonNode call) {
    inCall = true;
    String own = call.path("id").asString("");
    teller.callBegins(
        new Call(
            own.isEmpty() ? "call_%s_%d".formatted(id, blocks) : own,
            tool(call).path("name").asString(""),
            call.has("custom")));
    blocks++;
    input(call);
  }

  private void input(JsonNode call) {
    JsonNode tool = tool(call);
    String more = tool.path("arguments").asString(tool.path("input").asString(""));
    if (!more.isEmpty()) {
      teller.input(more);
    }
  }

  private static JsonNode tool(JsonNode call) {
    return call.path(call.has("custom") ? "custom" : "function");
  }

  private void endCall() {
    inCall = false;
    teller.callEnds();
  }

  private void tell(Piece.Text text) {
    if (!inText) {
      beginText();
    }
    teller.text(text.text(), text.logprobs());
  }

  private void beginText() {
    inText = true;
    blocks++;
    teller.textBegins();
  }

  private void endText() {
    if (inText) {
      inText = false;
      teller.textEnds();
    }
  }
}
