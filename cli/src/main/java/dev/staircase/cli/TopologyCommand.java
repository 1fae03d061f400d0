package dev.staircase.cli;

import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.VirtualModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `topology [FILE]`.
@Command(
    name = "topology",
    description = {
      "Show who reads whom, and what each pace comes to at best.",
      "The graph of each virtual model, and ideal figures: the engine itself runs in",
      "virtual time on models of given speeds, without a network, jitter or faults.",
      "No model is called. A real answer can only be slower."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TopologyCommand implements Callable<Integer> {
  private static final int MOST_TOKENS = 5_000;

  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The configuration (default: that of the built-in models).")
  private @Nullable Path file;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A virtual model of the configuration (default: all).")
  private @Nullable String model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, mermaid (the graphs alone) or json (default: ${DEFAULT-VALUE}).")
  private String format = "text";

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many tokens each agent writes (default: ${DEFAULT-VALUE}).")
  private int tokens;

  @Option(
      names = "--speed",
      paramLabel = "MODEL=F+P+I",
      description = {
        "How fast a model is, in ms: F to the first token,",
        "P more for every 1,000 prompt tokens, then I for",
        "each token; MODEL is upstream/name, or * for all.",
        "May be repeated (default: " + SpeedFlags.DEFAULT_WORDS + ";",
        "the built-in models at their own speeds)."
      })
  private List<String> speeds = new ArrayList<>();

  @Option(names = "--prefix-cache", description = "The models have a prefix cache.")
  private boolean prefixCache;

  TopologyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (tokens < 1 || tokens > MOST_TOKENS) {
      throw wrong("--tokens: expected 1 to %,d, found %,d".formatted(MOST_TOKENS, tokens));
    }
    Cast cast = new Cast(SpeedFlags.of(speeds, this::wrong), agent -> tokens, prefixCache);
    String builtIn = "http://127.0.0.1:%d/v1".formatted(PacedOptions.DEFAULT_PORT);
    Config config = file == null ? Config.builtIn(builtIn) : Config.load(file, console.env());
    List<Graph> graphs = chosen(config).stream().map(Graph::of).toList();
    console.line(
        switch (format) {
          case "text" -> GraphText.of(graphs, cast, tokens);
          case "mermaid" -> GraphMermaid.of(graphs);
          case "json" -> GraphJson.of(graphs, cast, tokens);
          default ->
              throw wrong("--format: expected text, mermaid or json, found '%s'".formatted(format));
        });
    return ExitCode.DONE;
  }

  private List<VirtualModel> chosen(Config config) {
    if (model == null) {
      return List.copyOf(config.models().values());
    }
    VirtualModel one = config.models().get(model);
    if (one == null) {
      throw wrong(
          "--model: expected one of %s, found '%s'"
              .formatted(String.join(", ", config.models().keySet()), model));
    }
    return List.of(one);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
