package dev.staircase.lab.learn;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// Writes a fleet file: every figure on a line of its own, behind it what it rests on.
///
/// Lengths are lists of those seen, since a list takes no shape for granted; of many, evenly spaced
/// quantiles, so that the file stays one that people edit.
final class FleetSheet {
  private static final int COMMENT_COLUMN = 36;
  private static final int MOST_LENGTHS = 99;
  private static final int MOST_PROMPT = 100_000;
  private static final int MOST_WRITTEN = 7_000;
  private static final int KV_TOKENS = 120_000;
  private static final double MS_PER_S = 1_000;
  private static final String ASSUMED = "assumed; traces can't tell: ";

  private final FleetFit fit;
  private final StringBuilder text = new StringBuilder();

  FleetSheet(FleetFit fit) {
    this.fit = fit;
  }

  String text() {
    comment(
        "A fleet fitted to %,d traces by `staircase bench fit`. What is marked as assumed is for you to set."
            .formatted(fit.traces()));
    fit.remarks().forEach(this::comment);
    text.append("models:\n");
    fit.models().forEach(this::model);
    team();
    load();
    return text.toString();
  }

  private void model(ModelFit model) {
    text.append("  %s:%n".formatted(quoted(model.model())));
    line("replicas: 1", ASSUMED + "your servers of this model");
    String calls = "%,d of %,d calls".formatted(model.first(), model.calls());
    prefill(model);
    line("first-token-ms: " + number(model.firstMs()), calls + ", the network's time included");
    line(
        "jitter-ms: " + number(model.jitterMs()),
        "the same calls: twice what their middle half spans");
    line(
        "token-ms: " + number(model.tokenMs()), "%,d calls, their medians".formatted(model.gaps()));
    line(
        "token-ms-per-running: " + number(model.tokenMsPerRunning()),
        model.tokenMsPerRunning() == 0
            ? "can't be told from calls within an answer: token-ms holds the load there was"
            : "the same calls, by how many of them an answer had at a time");
    line("slowdown: 0", "can't be told: token-ms holds it");
    line("slots: 64", ASSUMED + "calls that a server takes at a time");
    line("kv-tokens: " + Math.max(KV_TOKENS, 2 * fit.longestPrompt()), ASSUMED + "its room");
    Boolean cached = model.cached();
    line(
        "prefix-cache: " + !Boolean.FALSE.equals(cached),
        cached == null
            ? "assumed: no upstream's count tells"
            : cached
                ? "upstreams counted cached tokens"
                : "upstreams never counted a cached token");
    line("routing: session", ASSUMED + "or least-loaded");
    line("network-ms: 0", "first-token-ms holds it");
    line(
        "failures: " + number((double) model.failed() / model.calls()),
        "%,d of %,d calls broke off".formatted(model.failed(), model.calls()));
    line("usd-per-hour: 1", ASSUMED + "the price of a server");
  }

  private void prefill(ModelFit model) {
    String prompts =
        "%,d calls, prompts of %,d to %,d tokens that no cache held%s"
            .formatted(
                model.first(),
                model.leastFresh(),
                model.mostFresh(),
                model.counted() ? "" : " (estimated, no upstream counted them)");
    if (model.prefillMs() == 0) {
      text.append(
              "    # prefill-tokens-per-s is left out, any prompt is read at once: it can't be told"
                  + " from\n")
          .append("    # %s%n".formatted(prompts));
    } else {
      line("prefill-tokens-per-s: " + number(MS_PER_S / model.prefillMs()), prompts);
    }
  }

  private void team() {
    TeamFit team = fit.team();
    text.append("team:\n");
    String seen = "%,d of %,d traces".formatted(team.seen(), fit.traces());
    String proposers =
        team.proposers().stream().map(FleetSheet::quoted).collect(Collectors.joining(", "));
    if (team.deep()) {
      text.append("  # The last layer of a deeper topology; a fleet has one layer.\n");
    }
    text.append("  proposers: [%s]  # %s%n".formatted(proposers, seen));
    text.append("  aggregator: %s%n".formatted(quoted(team.aggregator())));
    text.append("  layout: %s%n".formatted(team.layout().name().toLowerCase(Locale.ROOT)));
    String pace = team.pace();
    text.append(
        pace == null
            ? "  pace: balanced  # assumed: the traces' own pace has no name here, or was serial\n"
            : "  pace: %s%n".formatted(pace));
  }

  private void load() {
    text.append("load:\n");
    text.append(
        fit.perSecond() == 0
            ? "  rate: 1  # assumed, questions a second: the times of the files don't tell\n"
            : "  rate: %s  # questions a second, by the times at which %,d files were written; copies have others%n"
                .formatted(number(fit.perSecond()), fit.traces()));
    Lengths lengths = fit.lengths();
    length("prompt", lengths.prompts(), MOST_PROMPT);
    length("proposal", lengths.proposals(), MOST_WRITTEN);
    length("answer", lengths.answers(), MOST_WRITTEN);
  }

  private void length(String name, List<Integer> seen, int most) {
    if (seen.isEmpty()) {
      text.append(
          "  %s: 200  # assumed: %s hold no whole one%n".formatted(name, fit.lengths().source()));
      return;
    }
    List<Integer> sorted =
        seen.stream().map(tokens -> Math.clamp(tokens, 1, most)).sorted().toList();
    int count = Math.min(MOST_LENGTHS, sorted.size());
    List<Integer> kept =
        IntStream.range(0, count)
            .mapToObj(i -> sorted.get((int) ((2L * i + 1) * sorted.size() / (2L * count))))
            .toList();
    String how = count < sorted.size() ? "%d quantiles of ".formatted(count) : "";
    text.append("  # tokens; %s%,d of %s%n".formatted(how, sorted.size(), fit.lengths().source()));
    text.append("  %s: %s%n".formatted(name, kept));
  }

  private void line(String value, String comment) {
    text.append(("    %-" + COMMENT_COLUMN + "s# %s%n").formatted(value, comment));
  }

  private void comment(String line) {
    text.append("# ").append(line).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1 ? "%.5f" : value < 1_000 ? "%.3f" : "%.0f", value)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }

  /// A JSON string is one of YAML, whatever characters a name has.
  private static String quoted(String name) {
    return name.matches("[A-Za-z][\\w./-]*") ? name : JsonMapper.shared().writeValueAsString(name);
  }
}
