package dev.staircase.cli;

import dev.staircase.lab.facts.FactBase;
import dev.staircase.lab.facts.Topic;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.PromptFile;
import dev.staircase.lab.trial.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `bench` is told to do.
final class BenchOptions {
  private static final List<String> MODES = List.of("single", "serial", "staircase");
  private static final int MOST_REQUESTS = 100_000;
  private static final int MOST_CONCURRENCY = 1_000;
  private static final double MOST_RATE = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: the built-in models).")
  @Nullable Path config;

  @Option(
      names = "--models",
      paramLabel = "NAMES",
      split = ",",
      description = "Virtual models, such as trio,debate (default: the configuration's first).")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--modes",
      paramLabel = "MODES",
      split = ",",
      defaultValue = "single,serial,staircase",
      description = "How they answer (default: ${DEFAULT-VALUE}).")
  private List<String> modes = new ArrayList<>();

  @Option(
      names = "--paces",
      paramLabel = "PACES",
      description =
          "Paces of the staircase, such as paper,balanced, or one as JSON (default: the"
              + " configured one).")
  private String paces = "";

  @Option(
      names = "--layouts",
      paramLabel = "LAYOUTS",
      split = ",",
      description =
          "Layouts of the staircase, of grouped and appended (default: the configured one).")
  private List<String> layouts = new ArrayList<>();

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description =
          "A prompt a line, JSONL ({\"prompt\": ..}), an OpenAI batch, AlpacaEval or Arena-Hard"
              + " questions (default: questions that the built-in models know).")
  private @Nullable Path prompts;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Questions a second, arriving at random, whatever is under way.")
  private @Nullable Double rate;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      description = "How many are under way at a time, where there is no rate (default: 1).")
  private @Nullable Integer concurrency;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Questions to each model in each mode; prompts are repeated where there are fewer"
              + " (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1",
      description = "Questions before, which don't count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--slo",
      paramLabel = "TERMS",
      description =
          "An objective, such as \"ttft p95 < 1s, gap p95 < 50ms\": goodput is the share of all"
              + " answers that keep below every limit.")
  @Nullable String slo;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the arrivals and the intervals (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "staircase-bench",
      description = "Where the results go (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("");

  /// @throws ParameterException where a value can't be
  void check() {
    for (String mode : modes) {
      if (!MODES.contains(mode)) {
        throw wrong("--modes: expected single, serial or staircase, found " + mode);
      }
    }
    if (rate != null && concurrency != null) {
      throw wrong("expected --rate or --concurrency, found both: a rate waits for no answer");
    }
    if (rate != null && !(rate > 0 && rate <= MOST_RATE)) {
      throw wrong(
          "--rate: expected more than 0 and at most %.0f a second, found %s"
              .formatted(MOST_RATE, rate));
    }
    objective();
    between("--concurrency", concurrency == null ? 1 : concurrency, 1, MOST_CONCURRENCY);
    between("--requests", requests, 1, MOST_REQUESTS);
    between("--warm-up", warmUp, 0, MOST_REQUESTS);
  }

  /// What answers are to keep below.
  Slo objective() {
    try {
      return slo == null ? Slo.NONE : Slo.parse(slo);
    } catch (IllegalArgumentException e) {
      throw wrong("--slo: " + e.getMessage());
    }
  }

  private void between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong("%s: expected %d to %,d, found %d".formatted(option, least, most, value));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// What is asked.
  List<Prompt> prompts() throws IOException {
    if (prompts != null) {
      return PromptFile.read(prompts);
    }
    return FactBase.builtIn().topics().stream().map(BenchOptions::prompt).toList();
  }

  private static Prompt prompt(Topic topic) {
    return Prompt.of(topic.id(), topic.question());
  }

  /// The benchmark.
  ///
  /// @param served the names of the models that there are
  Setup setup(List<Prompt> asked, List<String> served) throws IOException {
    return new Setup(
        config == null ? "built-in" : digest(Files.readString(config)),
        digest(asked.toString()),
        models.isEmpty() ? List.of(served.getFirst()) : models.stream().distinct().toList(),
        modes.stream().distinct().toList(),
        paces.isEmpty() ? List.of() : paces(),
        layouts.stream().distinct().toList(),
        rate,
        concurrency == null ? 1 : concurrency,
        requests,
        warmUp,
        seed);
  }

  private List<String> paces() {
    return paces.startsWith("{")
        ? List.of(paces)
        : List.of(paces.split(",", -1)).stream().distinct().toList();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
