package dev.staircase.server.api.messages;

import dev.staircase.server.api.Blocks;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the content of one answer together.
final class WholeContent implements Blocks.Teller {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ArrayNode told = JSON.createArrayNode();
  private final StringBuilder said = new StringBuilder();
  private ObjectNode block = JSON.createObjectNode();

  ArrayNode told() {
    return told;
  }

  @Override
  public void textBegins() {
    block = told.addObject().put("type", "text");
  }

  @Override
  public void text(String text, @Nullable String logprobs) {
    said.append(text);
  }

  @Override
  public void textEnds() {
    block.put("text", said.toString());
    said.setLength(0);
  }

  @Override
  public void callBegins(Blocks.Call call) {
    block = told.addObject().put("type", "tool_use").put("id", call.id()).put("name", call.name());
  }

  @Override
  public void input(String more) {
    said.append(more);
  }

  @Override
  public void callEnds() {
    block.set("input", input());
    said.setLength(0);
  }

  /// What is handed to the tool; as text where a model wrote no JSON.
  private JsonNode input() {
    String written = said.toString();
    if (written.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(written);
    } catch (JacksonException e) {
      return JSON.getNodeFactory().stringNode(written);
    }
  }
}
