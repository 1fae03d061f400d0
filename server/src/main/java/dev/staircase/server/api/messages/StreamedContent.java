package dev.staircase.server.api.messages;

import dev.staircase.server.api.Blocks;
import dev.staircase.server.api.EventText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells the content of one answer in events.
final class StreamedContent implements Blocks.Teller {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final EventText events;
  private int index;

  /// @param events where they are told
  StreamedContent(EventText events) {
    this.events = events;
  }

  @Override
  public void textBegins() {
    begin(JSON.objectNode().put("type", "text").put("text", ""));
  }

  @Override
  public void text(String text, @Nullable String logprobs) {
    delta("text_delta", "text", text);
  }

  @Override
  public void textEnds() {
    end();
  }

  @Override
  public void callBegins(Blocks.Call call) {
    ObjectNode use = JSON.objectNode().put("type", "tool_use");
    use.put("id", call.id()).put("name", call.name()).putObject("input");
    begin(use);
  }

  @Override
  public void input(String more) {
    delta("input_json_delta", "partial_json", more);
  }

  @Override
  public void callEnds() {
    end();
  }

  private void begin(ObjectNode block) {
    ObjectNode start = JSON.objectNode().put("type", "content_block_start").put("index", index);
    events.add("content_block_start", start.set("content_block", block).toString());
  }

  private void delta(String type, String field, String more) {
    StringBuilder data = new StringBuilder(more.length() + 128);
    data.append("{\"type\":\"content_block_delta\",\"index\":").append(index);
    data.append(",\"delta\":{\"type\":\"").append(type);
    data.append("\",\"").append(field).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(more, data);
    events.add("content_block_delta", data.append("\"}}").toString());
  }

  private void end() {
    events.add("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    index++;
  }
}
