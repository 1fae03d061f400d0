package dev.staircase.lab.trial;

import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.page.About;
import dev.staircase.lab.page.Json;
import dev.staircase.lab.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what a benchmark came to: `summary.json`, and `report.html`, one file that needs nothing
/// else and no network ([Page]).
public final class Report {
  private static final int CURVE_POINTS = 200;
  private static final int MOST_POINTS = 2_000;

  private Report() {}

  /// Writes both files into `folder`.
  ///
  /// @param slo what answers are to keep below, for the goodput
  public static void write(
      Path folder, Setup setup, Slo slo, List<Prompt> prompts, List<Reply> replies, About about)
      throws IOException {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("about", Json.MAPPER.valueToTree(about));
    json.set("setup", Json.MAPPER.valueToTree(setup));
    json.set("summary", Json.MAPPER.valueToTree(Summary.of(setup, slo, replies)));
    Files.writeString(
        folder.resolve("summary.json"),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    Files.writeString(
        folder.resolve("report.html"), Page.of(Report.class, drawn(json, setup, prompts, replies)));
  }

  /// Adds what is drawn to what is told.
  private static ObjectNode drawn(
      ObjectNode json, Setup setup, List<Prompt> prompts, List<Reply> replies) {
    ArrayNode figures = json.putArray("figures");
    for (Figure figure : Figure.values()) {
      figures
          .addObject()
          .put("key", figure.key())
          .put("label", figure.label)
          .put("unit", figure.unit);
    }
    ArrayNode drawings = json.putArray("drawings");
    for (Variant variant : setup.variants()) {
      List<Reply> whole =
          replies.stream()
              .filter(reply -> reply.variant().equals(variant) && reply.error() == null)
              .toList();
      ObjectNode drawing = drawings.addObject();
      points(drawing.putArray("points"), whole);
      drawing.set("ttft", curve(values(Figure.TTFT, whole)));
      drawing.set("itl", curve(values(Figure.ITL, whole)));
      whole.stream()
          .filter(reply -> !reply.spans().isEmpty())
          .findFirst()
          .ifPresent(reply -> drawing.set("timeline", timeline(reply, prompts)));
    }
    return json;
  }

  private static void points(ArrayNode points, List<Reply> replies) {
    for (Reply reply : replies.subList(0, Math.min(MOST_POINTS, replies.size()))) {
      ObjectNode point = points.addObject();
      for (Figure figure :
          List.of(Figure.TTFT, Figure.PROMPT, Figure.COMPLETION, Figure.USD, Figure.FACTS)) {
        point.put(figure.key(), figure.of(reply));
      }
    }
  }

  private static double[] values(Figure figure, List<Reply> replies) {
    return replies.stream()
        .map(figure::of)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  /// The empirical distribution: how large a share of the values is at most how large.
  ///
  /// @param sorted in ascending order
  static ArrayNode curve(double[] sorted) {
    ArrayNode curve = Json.MAPPER.createArrayNode();
    int points = Math.min(CURVE_POINTS, sorted.length);
    for (int i = 1; i <= points; i++) {
      int rank = (int) Math.ceil((double) i * sorted.length / points);
      curve.addObject().put("x", sorted[rank - 1]).put("y", 100.0 * rank / sorted.length);
    }
    return curve;
  }

  private static ObjectNode timeline(Reply reply, List<Prompt> prompts) {
    ObjectNode timeline = Json.MAPPER.createObjectNode();
    timeline.put("prompt", prompts.get(reply.round() % prompts.size()).text());
    timeline.put("answer", reply.answer());
    timeline.put("ttft", Figure.TTFT.of(reply)).put("e2e", Figure.E2E.of(reply));
    timeline.set("spans", Json.MAPPER.valueToTree(reply.spans()));
    return timeline;
  }
}
