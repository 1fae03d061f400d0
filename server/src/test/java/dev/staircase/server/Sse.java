package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A streamed answer as it came.
///
/// @param events each event's name ("" without one) and data, in order
/// @param comments comment lines
record Sse(List<Event> events, List<String> comments) {
  record Event(String name, String data) {
    JsonNode json() {
      return Chat.read(data);
    }
  }

  /// Reads a body strictly: comments, `event:` and `data:` lines of one line each, and no others.
  static Sse of(String body) {
    assertThat(body).endsWith("\n\n");
    List<Event> events = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (String block : body.substring(0, body.length() - 2).split("\n\n", -1)) {
      String name = "";
      for (String line : block.split("\n", -1)) {
        if (line.startsWith(":")) {
          comments.add(line);
          assertThat(block).as("a comment stands alone").isEqualTo(line);
        } else if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else {
          assertThat(line).startsWith("data: ");
          events.add(new Event(name, line.substring("data: ".length())));
        }
      }
    }
    return new Sse(events, comments);
  }

  static Sse of(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return of(response.body());
  }

  /// Every JSON object that is a chunk.
  List<JsonNode> chunks() {
    return events.stream()
        .filter(event -> event.name().isEmpty() && event.data().startsWith("{"))
        .map(Event::json)
        .toList();
  }

  /// The joined text.
  String content() {
    return chunks().stream()
        .flatMap(chunk -> chunk.path("choices").valueStream())
        .map(choice -> choice.path("delta").path("content").asString(""))
        .collect(Collectors.joining());
  }

  /// The finish reasons that are not null.
  List<String> finishes() {
    return chunks().stream()
        .flatMap(chunk -> chunk.path("choices").valueStream())
        .filter(choice -> choice.hasNonNull("finish_reason"))
        .map(choice -> choice.get("finish_reason").stringValue())
        .toList();
  }

  Event last() {
    return events.getLast();
  }

  /// What is told of how the answer came about.
  JsonNode staircase() {
    return chunks().getLast().path("staircase");
  }

  /// What befell agents, such as `p1 dropped`.
  static List<String> befell(JsonNode staircase) {
    return staircase
        .path("events")
        .valueStream()
        .map(e -> e.get("agent").stringValue() + " " + e.get("what").stringValue())
        .toList();
  }

  /// `w1 w2 ... wN`: what counting models say.
  static String counted(int words) {
    return IntStream.rangeClosed(1, words).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }
}
