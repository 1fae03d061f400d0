package dev.staircase.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Prometheus reads, read strictly.
///
/// @param samples in order
/// @param types by family
record Metrics(List<Sample> samples, Map<String, String> types) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  record Sample(String name, Map<String, String> labels, double value) {}

  static Metrics of(String text) {
    List<Sample> samples = new ArrayList<>();
    Map<String, String> types = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", -1);
        types.put(words[2], words[3]);
      } else if (!line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        samples.add(
            new Sample(
                sample.group(1),
                labels(sample.group(2) == null ? "" : sample.group(2)),
                Double.parseDouble(sample.group(3).replace("+Inf", "Infinity"))));
      }
    }
    return new Metrics(samples, types);
  }

  private static Map<String, String> labels(String text) {
    return LABEL
        .matcher(text)
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
  }

  /// The sum of all samples of a name whose labels hold these.
  double sum(String name, Map<String, String> labels) {
    List<Sample> found =
        samples.stream()
            .filter(sample ->
                sample.name().equals(name)
                    && sample.labels().entrySet().containsAll(labels.entrySet()))
            .toList();
    assertThat(found).as("samples of %s with %s", name, labels).isNotEmpty();
    return found.stream().mapToDouble(Sample::value).sum();
  }
}
