package dev.staircase.bench.server;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The figures side by side, with their ratios to the floor and what they add to no hop at all.
///
/// @param traffic of each stream
/// @param rounds each figure is the median of
/// @param figures by load, in the order of the routes; holds `direct` and the floor for each load
/// @param floor what CPU ratios are taken to
record Report(Traffic traffic, int rounds, List<Figures> figures, Route floor) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ROW = "%7s  %-10s %13s %9s %16s %10s %10s %11s %11s %10s %6s%n";

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        ROW.formatted(
            "streams",
            "route",
            "CPU us/token",
            "x " + floor.label(),
            "CPU us/token in",
            "p50 us",
            "p99 us",
            "added p50",
            "added p99",
            "gap p99 us",
            "MB"));
    for (Figures row : figures) {
      Figures direct = at(row, Route.DIRECT);
      boolean hop = row.route() != Route.DIRECT;
      table.append(
          ROW.formatted(
              row.streams(),
              row.route().label(),
              number("%.1f", row.cpuPerToken()),
              number("%.2f", row.cpuPerToken() / at(row, floor).cpuPerToken()),
              number("%.1f", row.cpuPerToken() / row.route().reads()),
              number("%.0f", row.p50Micros()),
              number("%.0f", row.p99Micros()),
              number("%.0f", hop ? row.p50Micros() - direct.p50Micros() : Double.NaN),
              number("%.0f", hop ? row.p99Micros() - direct.p99Micros() : Double.NaN),
              number("%.0f", row.gapP99Micros()),
              number("%.0f", row.megabytes())));
    }
    return table.toString();
  }

  String json() {
    ObjectNode report = JSON.createObjectNode();
    report
        .putObject("machine")
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("java", Runtime.version().toString());
    report
        .put("tokens", traffic.tokens())
        .put("interval_ms", traffic.intervalMs())
        .put("rounds", rounds)
        .put("floor", floor.label());
    ArrayNode rows = report.putArray("rows");
    for (Figures row : figures) {
      ObjectNode json =
          rows.addObject()
              .put("streams", row.streams())
              .put("route", row.route().label())
              .put("tokens", row.tokens())
              .put("p50_us", row.p50Micros())
              .put("p99_us", row.p99Micros())
              .put("added_p50_us", row.p50Micros() - at(row, Route.DIRECT).p50Micros())
              .put("added_p99_us", row.p99Micros() - at(row, Route.DIRECT).p99Micros())
              .put("gap_p99_us", row.gapP99Micros());
      put(json, "memory_mb", row.megabytes());
      put(json, "cpu_us_per_token", row.cpuPerToken());
      put(json, "cpu_ratio", row.cpuPerToken() / at(row, floor).cpuPerToken());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
  }

  /// The figures of a route under the same load.
  private Figures at(Figures row, Route route) {
    return figures.stream()
        .filter(other -> other.streams() == row.streams() && other.route() == route)
        .findFirst()
        .orElseThrow();
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, value);
    }
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }
}
