package dev.staircase.server.api.chat;

import dev.staircase.core.chat.Form;
import dev.staircase.server.api.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What of a request concerns the agent that writes the answer alone and is sent to its upstream as
/// it came: tools, formats, penalties, and what single upstreams know besides.
///
/// @param fields a JSON object; null for none
/// @param form what may come out of it
record PassedOn(@Nullable String fields, Form form) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MOST_TOOLS = 1024;

  /// A field and what it must be.
  private record Field(String name, Kind kind, double least, double most) {
    static Field of(String name, Kind kind) {
      return new Field(name, kind, 0, 0);
    }
  }

  private enum Kind {
    NUMBER,
    INTEGER,
    TEXT,
    OBJECT,
    ANYTHING
  }

  private static final List<Field> FIELDS =
      List.of(
          new Field("frequency_penalty", Kind.NUMBER, -2, 2),
          new Field("presence_penalty", Kind.NUMBER, -2, 2),
          new Field("repetition_penalty", Kind.NUMBER, 0, 10),
          new Field("min_p", Kind.NUMBER, 0, 1),
          new Field("top_k", Kind.INTEGER, -1, Integer.MAX_VALUE),
          Field.of("logit_bias", Kind.OBJECT),
          Field.of("chat_template_kwargs", Kind.OBJECT),
          Field.of("response_format", Kind.OBJECT),
          Field.of("reasoning_effort", Kind.TEXT),
          Field.of("verbosity", Kind.TEXT));

  private static final Field TOP_LOGPROBS = new Field("top_logprobs", Kind.INTEGER, 0, 20);

  /// What holds an upstream's model to a grammar, or ends its text, within one call.
  private static final List<String> OF_ONE_CALL =
      List.of(
          "grammar",
          "json_schema",
          "guided_choice",
          "guided_grammar",
          "guided_json",
          "guided_regex",
          "structured_outputs",
          "stop_token_ids");

  /// Means nothing without tools; some upstreams refuse it then.
  private static final List<String> BESIDE_TOOLS = List.of("tool_choice", "parallel_tool_calls");

  static PassedOn read(JsonNode request) {
    ObjectNode fields = JSON.createObjectNode();
    FIELDS.forEach(field -> copy(request, field, fields));
    OF_ONE_CALL.forEach(name -> copy(request, Field.of(name, Kind.ANYTHING), fields));
    logprobs(request, fields);
    String choice = choice(request);
    boolean tools = tools(request);
    if (tools) {
      fields.set("tools", request.get("tools"));
      Fields.bool(request, "parallel_tool_calls");
      BESIDE_TOOLS.stream()
          .filter(request::hasNonNull)
          .forEach(name -> fields.set(name, request.get(name)));
    } else if (choice.equals("required")) {
      throw Fields.wrong("tool_choice", "left out where 'tools' holds none", choice);
    }
    return new PassedOn(fields.isEmpty() ? null : fields.toString(), form(request, tools, choice));
  }

  private static void copy(JsonNode request, Field field, ObjectNode to) {
    JsonNode value = request.path(field.name());
    if (!request.hasNonNull(field.name()) || (value.isContainer() && value.isEmpty())) {
      return;
    }
    switch (field.kind()) {
      case NUMBER -> Fields.number(request, field.name(), field.least(), field.most());
      case INTEGER ->
          Fields.integer(request, field.name(), (long) field.least(), (long) field.most());
      case TEXT -> Fields.text(request, field.name());
      case OBJECT -> {
        if (!value.isObject()) {
          throw Fields.wrong(field.name(), "an object", Fields.kind(value));
        }
      }
      case ANYTHING -> {}
    }
    to.set(field.name(), value);
  }

  private static void logprobs(JsonNode request, ObjectNode to) {
    if (Fields.bool(request, "logprobs")) {
      to.put("logprobs", true);
      copy(request, TOP_LOGPROBS, to);
    } else if (request.path("top_logprobs").asInt(0) > 0) {
      throw Fields.wrong(
          "top_logprobs", "left out where 'logprobs' isn't true", "" + request.get("top_logprobs"));
    }
  }

  /// Whether tools are offered.
  private static boolean tools(JsonNode request) {
    JsonNode tools = request.path("tools");
    if (!request.hasNonNull("tools")) {
      return false;
    }
    if (!tools.isArray()) {
      throw Fields.wrong("tools", "a list", Fields.kind(tools));
    }
    if (tools.size() > MOST_TOOLS) {
      throw Fields.wrong("tools", "at most " + MOST_TOOLS + " tools", "" + tools.size());
    }
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String type = tool.path("type").asString("");
      if (type.isEmpty() || (type.equals("function") && !tool.at("/function/name").isString())) {
        throw Fields.wrong(
            "tools[" + i + "]",
            "an object with a type, and with function.name where that is function",
            tool.isObject() ? "one without" : Fields.kind(tool));
      }
    }
    return !tools.isEmpty();
  }

  /// `none`, `auto` or `required`; a choice of one tool requires it.
  private static String choice(JsonNode request) {
    JsonNode choice = request.path("tool_choice");
    if (choice.isObject()) {
      return choice.path("type").asString("").equals("allowed_tools")
          ? choice.at("/allowed_tools/mode").asString("auto")
          : "required";
    }
    if (!request.hasNonNull("tool_choice")) {
      return "auto";
    }
    String word = choice.asString("");
    if (!List.of("none", "auto", "required").contains(word)) {
      throw Fields.wrong("tool_choice", "none, auto, required or an object", choice.toString());
    }
    return word;
  }

  private static Form form(JsonNode request, boolean tools, String choice) {
    String format = request.path("response_format").path("type").asString("text");
    boolean held =
        OF_ONE_CALL.stream().anyMatch(request::hasNonNull)
            || (request.hasNonNull("response_format") && !format.equals("text"));
    if (held || (tools && choice.equals("required"))) {
      return Form.ONE_PIECE;
    }
    return tools && !choice.equals("none") ? Form.TEXT_OR_TOOLS : Form.TEXT;
  }
}
