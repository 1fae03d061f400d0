package dev.staircase.clients;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// An upstream that knows the weather: it calls the tool it is given, reads what the tool returned,
/// and speaks JSON where it must. Its model `cut` breaks off within the call.
final class WeatherModel {
  static final String CALL_ID = "call_7";
  static final String ARGUMENTS = "{\"city\":\"Oslo\"}";
  static final String JSON = "{\"city\":\"Oslo\",\"degrees\":-3}";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CALL =
      "\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}"
          .formatted(CALL_ID);

  private WeatherModel() {}

  /// Serves it on a free port.
  ///
  /// @return its base URL
  static Future<String> start(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(WeatherModel::handle)
        .listen(0, "127.0.0.1")
        .map(http -> "http://127.0.0.1:" + http.actualPort() + "/v1");
  }

  private static void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    request
        .body()
        .map(body -> write(MAPPER.readTree(body.toString())))
        .onSuccess(choices -> {
          var stream = new StringBuilder();
          for (String choice : choices) {
            stream.append("data: {\"choices\":[{\"index\":0,%s}]}\n\n".formatted(choice));
          }
          response.putHeader("content-type", "text/event-stream").end(stream.toString());
        })
        .onFailure(wrong -> response.setStatusCode(500).end(wrong.toString()));
  }

  /// The choices of the chunks that answer `request`.
  private static List<String> write(JsonNode request) {
    JsonNode messages = request.get("messages");
    JsonNode choice = request.path("tool_choice");
    var results = messages.valueStream().filter(message -> isBy("tool", message));
    var result = results.map(message -> message.get("content").stringValue()).findFirst();
    if (result.isPresent()) {
      return text("It is " + result.get() + ".", messages, end("stop"));
    }
    if (request.has("response_format")) {
      return text(JSON, messages, end("stop"));
    }
    if (!request.has("tools") || choice.asString("").equals("none")) {
      return text("Cold.", messages, end("stop"));
    }
    String begun = call(arguments(ARGUMENTS.substring(0, 5)));
    if (request.get("model").stringValue().equals("cut")) {
      return List.of(call(CALL), begun);
    }
    boolean forced = choice.isObject() || choice.asString("").equals("required");
    String said = forced ? "" : "Let me see.";
    String rest = call(arguments(ARGUMENTS.substring(5)));
    return text(said, messages, call(CALL), begun, rest, end("tool_calls"));
  }

  /// A text in two pieces, or what is left of it where the assistant's last message begins it, and
  /// what comes behind it.
  private static List<String> text(String text, JsonNode messages, String... behind) {
    JsonNode last = messages.get(messages.size() - 1);
    int said = isBy("assistant", last) ? last.get("content").stringValue().length() : 0;
    int half = (text.length() + said) / 2;
    var pieces = Stream.of(text.substring(said, half), text.substring(half));
    var deltas = pieces.filter(piece -> !piece.isEmpty()).map(WeatherModel::content);
    return Stream.concat(deltas, Stream.of(behind)).toList();
  }

  private static boolean isBy(String role, JsonNode message) {
    return message.get("role").stringValue().equals(role);
  }

  private static String content(String piece) {
    return "\"delta\":{\"content\":%s}".formatted(MAPPER.writeValueAsString(piece));
  }

  private static String call(String fields) {
    return "\"delta\":{\"tool_calls\":[{\"index\":0,%s}]}".formatted(fields);
  }

  private static String arguments(String piece) {
    return "\"function\":{\"arguments\":%s}".formatted(MAPPER.writeValueAsString(piece));
  }

  private static String end(String reason) {
    return "\"delta\":{},\"finish_reason\":\"" + reason + "\"";
  }
}
