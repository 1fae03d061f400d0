package dev.staircase.server.api.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.server.api.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The output of one answer: tells each item in events, and keeps it.
final class OutputItems implements Blocks.Teller {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String traceId;
  private final Events events;
  private final ArrayNode output = JSON.createArrayNode();
  private final StringBuilder said = new StringBuilder();
  private ArrayNode logprobs = JSON.createArrayNode();

  /// The item being told, or null between two.
  private @Nullable Open open;

  /// What befell the answer while no item was being told.
  private final List<String> untold = new ArrayList<>();

  /// How the next item ends.
  private String endsAs = "completed";

  /// @param traceId the answer's
  /// @param events where items are told
  OutputItems(String traceId, Events events) {
    this.traceId = traceId;
    this.events = events;
  }

  /// An item that has begun.
  ///
  /// @param item as it was begun
  /// @param place its id and where it stands, JSON fields without braces
  private record Open(ObjectNode item, String place) {}

  /// What was told so far.
  ArrayNode told() {
    return output.deepCopy();
  }

  /// What ends from now on is not whole.
  void endIncomplete() {
    endsAs = "incomplete";
  }

  /// Keeps the item that is being told, as far as it came.
  void cutOff() {
    if (open != null) {
      endIncomplete();
      ObjectNode item = open.item();
      if (item.has("content")) {
        item.putArray("content").add(part());
      } else {
        item.put(inputOf(item), said.toString());
      }
      finish(item);
    }
  }

  /// Tells what befell the answer, in a delta that says nothing: clients refuse events that they
  /// don't know.
  void befell(String json) {
    if (open == null) {
      untold.add(json);
      return;
    }
    ObjectNode delta = place().put("delta", "");
    if (open.item().has("content")) {
      inPart(delta).set("logprobs", JSON.createArrayNode());
    }
    delta.putObject("staircase").set("event", JSON.readTree(json));
    events.add(deltaEvent(), delta);
  }

  @Override
  public void textBegins() {
    ObjectNode item = JSON.createObjectNode().put("type", "message");
    begin("msg", item.put("role", "assistant").set("content", JSON.createArrayNode()));
    events.add("response.content_part.added", inPart(place()).set("part", part()));
    tellUntold();
  }

  @Override
  public void text(String text, @Nullable String entries) {
    ArrayNode told = JSON.createArrayNode();
    if (entries != null) {
      JSON.readTree(entries).forEach(entry -> told.add(complete(entry)));
    }
    logprobs.addAll(told);
    said.append(text);
    String fields = current().place() + ",\"content_index\":0,\"logprobs\":" + told;
    events.delta(deltaEvent(), fields, text);
  }

  @Override
  public void textEnds() {
    ObjectNode text = inPart(place()).put("text", said.toString());
    events.add(saying(current().item()) + ".done", text.set("logprobs", logprobs));
    events.add("response.content_part.done", inPart(place()).set("part", part()));
    ObjectNode item = current().item();
    item.putArray("content").add(part());
    end(item);
    logprobs = JSON.createArrayNode();
  }

  @Override
  public void callBegins(Blocks.Call call) {
    ObjectNode item =
        JSON.createObjectNode().put("type", call.custom() ? "custom_tool_call" : "function_call");
    item.put(inputOf(item), "").put("call_id", call.id()).put("name", call.name());
    begin(call.custom() ? "ctc" : "fc", item);
    tellUntold();
  }

  private void tellUntold() {
    untold.forEach(this::befell);
    untold.clear();
  }

  @Override
  public void input(String more) {
    said.append(more);
    events.delta(deltaEvent(), current().place(), more);
  }

  @Override
  public void callEnds() {
    ObjectNode item = current().item();
    String input = inputOf(item);
    ObjectNode done = place().put(input, said.toString()).set("name", item.get("name"));
    events.add(saying(item) + ".done", done);
    end(item.put(input, said.toString()));
  }

  private void begin(String kind, ObjectNode item) {
    String id = "%s_%s_%d".formatted(kind, traceId, output.size());
    item.put("id", id).put("status", "in_progress");
    open = new Open(item, "\"item_id\":\"%s\",\"output_index\":%d".formatted(id, output.size()));
    events.add("response.output_item.added", ofItem(item));
  }

  private void end(ObjectNode item) {
    finish(item);
    events.add("response.output_item.done", ofItem(item).put("output_index", output.size() - 1));
  }

  private void finish(ObjectNode item) {
    output.add(item.put("status", endsAs));
    said.setLength(0);
    open = null;
  }

  private Open current() {
    if (open == null) {
      throw new IllegalStateException("an item must have begun before more of it is told");
    }
    return open;
  }

  private ObjectNode place() {
    return JSON.createObjectNode()
        .set("item_id", current().item().get("id"))
        .put("output_index", output.size());
  }

  private ObjectNode ofItem(ObjectNode item) {
    return JSON.createObjectNode().put("output_index", output.size()).set("item", item.deepCopy());
  }

  private static ObjectNode inPart(ObjectNode place) {
    return place.put("content_index", 0);
  }

  private ObjectNode part() {
    ObjectNode part = JSON.createObjectNode().put("type", "output_text");
    part.put("text", said.toString()).set("annotations", JSON.createArrayNode());
    return part.set("logprobs", logprobs);
  }

  private String deltaEvent() {
    return saying(current().item()) + ".delta";
  }

  /// What the events are called that say what an item holds.
  private static String saying(ObjectNode item) {
    return switch (item.get("type").stringValue()) {
      case "message" -> "response.output_text";
      case "custom_tool_call" -> "response.custom_tool_call_input";
      default -> "response.function_call_arguments";
    };
  }

  private static String inputOf(ObjectNode item) {
    return item.get("type").stringValue().equals("custom_tool_call") ? "input" : "arguments";
  }

  /// An entry with its token's bytes, which upstreams leave out where the token is a whole text.
  private static JsonNode complete(JsonNode entry) {
    if (entry instanceof ObjectNode object && !object.hasNonNull("bytes")) {
      ArrayNode bytes = object.putArray("bytes");
      for (byte b : object.path("token").asString("").getBytes(UTF_8)) {
        bytes.add(b & 0xff);
      }
      object.path("top_logprobs").forEach(OutputItems::complete);
    }
    return entry;
  }
}
