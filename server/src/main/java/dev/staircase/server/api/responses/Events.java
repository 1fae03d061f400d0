package dev.staircase.server.api.responses;

import dev.staircase.server.api.EventText;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The numbered events of one stream.
final class Events {
  private final EventText text = new EventText();
  private long next;

  void add(String type, ObjectNode fields) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("type", type).put("sequence_number", next++).setAll(fields);
    text.add(type, data.toString());
  }

  /// Adds an event of which there are many.
  ///
  /// @param fields JSON fields, without braces
  /// @param delta what is said
  void delta(String type, String fields, String delta) {
    StringBuilder data = new StringBuilder(fields.length() + type.length() + delta.length() + 64);
    data.append("{\"type\":\"").append(type).append("\",\"sequence_number\":").append(next++);
    data.append(',').append(fields).append(",\"delta\":\"");
    JsonStringEncoder.getInstance().quoteAsString(delta, data);
    text.add(type, data.append("\"}").toString());
  }

  String take() {
    return text.take();
  }
}
