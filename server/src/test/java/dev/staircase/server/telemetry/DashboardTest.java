package dev.staircase.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.testing.Checkout;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.server.watch.Live;
import dev.staircase.server.watch.Play;
import dev.staircase.server.watch.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard of `docs/grafana` asks for what `/metrics` has.
final class DashboardTest {
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern METRIC_NAME =
      Pattern.compile("\\b((?:gen_ai|staircase)_\\w+)(?:\\{([^}]*)\\})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*[=!]~?\\s*\"");

  private static JsonNode dashboard() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(Checkout.root().resolve("docs/grafana/staircase.json")));
  }

  private static List<String> expressions(JsonNode dashboard) {
    return dashboard
        .path("panels")
        .valueStream()
        .flatMap(panel -> panel.path("targets").valueStream())
        .map(target -> target.path("expr").stringValue())
        .toList();
  }

  /// Everything that can be counted has happened once.
  private static Metrics all() throws Exception {
    try (var telemetry = Telemetry.start(TelemetrySettings.DEFAULT);
        var live = new Live(model -> model.equals("p3") ? "!no" : "one two three four")) {
      Play.play(telemetry, Play.begun("1", Play.trio(Pace.BALANCED, "Why?")));
      live.ask(telemetry, "Why?", null);
      telemetry.refused(new Refused("2", "messages", null, 401, "invalid_api_key"));
      telemetry.passed(Play.PASSED);
      return Metrics.of(String.valueOf(telemetry.prometheus()));
    }
  }

  @Test
  void everyExpressionAsksForMetricsAndLabelsThatThereAre() throws Exception {
    Metrics metrics = all();
    List<String> expressions = expressions(dashboard());
    assertThat(expressions).hasSizeGreaterThan(20);
    for (String expression : expressions) {
      Set<String> labels = new TreeSet<>();
      Matcher grouping = GROUPING.matcher(expression);
      while (grouping.find()) {
        labels.addAll(List.of(grouping.group(1).split(", ", -1)));
      }
      Matcher metric = METRIC_NAME.matcher(grouping.replaceAll(""));
      assertThat(metric.find()).as(expression).isTrue();
      do {
        Set<String> own = new TreeSet<>(labels);
        Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
        while (label.find()) {
          own.add(label.group(1));
        }
        assertThat(labelsOf(metrics, metric.group(1))).as(expression).containsAll(own);
      } while (metric.find());
    }
  }

  /// What is measured is also seen.
  @Test
  void everyMetricIsOnTheDashboard() throws Exception {
    String expressions = String.join("\n", expressions(dashboard()));
    assertThat(all().types().keySet())
        .filteredOn(family -> !family.equals("target_info"))
        .allMatch(expressions::contains);
  }

  private static Set<String> labelsOf(Metrics metrics, String name) {
    Set<String> labels =
        metrics.samples().stream()
            .filter(sample -> sample.name().equals(name))
            .map(sample -> sample.labels().keySet())
            .flatMap(Collection::stream)
            .collect(Collectors.toSet());
    assertThat(labels).as("labels of %s", name).isNotEmpty();
    return labels;
  }
}
