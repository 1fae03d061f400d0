package dev.staircase.cli;

import dev.staircase.lab.paced.PacedModel;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `models`. Its options are methods, for picocli calls those in the order in which they were
/// written, and a later flag builds on an earlier one.
@Command(
    name = "models",
    description = {
      "Serve the built-in paced models alone, for trials.",
      "They speak the OpenAI protocol until interrupted. They are no language models:",
      "they pace texts from a small fact base. MODEL is a name, or * for all. Options",
      "apply in their order and may be repeated."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ModelsCommand implements Callable<Integer> {
  private final Console console;
  private final List<String> flags = new ArrayList<>();
  @Spec private CommandSpec spec = CommandSpec.create();

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Option(
      order = -19,
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (default: 127.0.0.1).")
  void host(@Nullable String value) {
    add("--host", value);
  }

  @Option(
      order = -18,
      names = "--port",
      paramLabel = "N",
      description =
          "Port to listen on, 0 for a free one (default: " + PacedOptions.DEFAULT_PORT + ").")
  void port(@Nullable String value) {
    add("--port", value);
  }

  @Option(
      order = -17,
      names = "--seed",
      paramLabel = "N",
      description = "Decides jitter and drawn faults (default: 1).")
  void seed(@Nullable String value) {
    add("--seed", value);
  }

  @Option(
      order = -16,
      names = "--model",
      paramLabel = "NEW=MODEL",
      description = "One more model, like another: p4=p1.")
  void model(@Nullable String value) {
    add("--model", value);
  }

  @Option(
      order = -15,
      names = "--pace",
      paramLabel = "MODEL[.FIELD]=VALUE",
      description = {
        "A preset (steady, llama-cpp), or a field:",
        "ttft=50ms, itl=20ms, prefill=8000 (tokens/s),",
        "jitter=0.2 (0 to 1), slots=16."
      })
  void pace(@Nullable String value) {
    add("--pace", value);
  }

  @Option(
      order = -14,
      names = "--text",
      paramLabel = "MODEL=TEXT",
      description = "What it says: proposer:p1, aggregator or fixed:200 (tokens).")
  void text(@Nullable String value) {
    add("--text", value);
  }

  @Option(
      order = -13,
      names = "--prefix-style",
      paramLabel = "MODEL=STYLE",
      description = {
        "What it does with an assistant prefix:",
        "trailing, trailing-echo, prefix-flag,",
        "prefix-flag-echo, continue-final-message,",
        "close-turn, user-message or reject."
      })
  void prefixStyle(@Nullable String value) {
    add("--prefix-style", value);
  }

  @Option(
      order = -12,
      names = "--fault",
      paramLabel = "MODEL=FAULT",
      description = {
        "How it fails: refuse:503, refuse:429:1s (with",
        "Retry-After), hang, hang:20, die:20,",
        "stall:20:2s, garbage:20, slow:4x, no-finish:20,",
        "error-event:20 (after so many tokens); behind it",
        "@0.3: that share of requests, @first: the first."
      })
  void fault(@Nullable String value) {
    add("--fault", value);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PacedOptions options = options();
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      PacedModels models = Waiting.on(PacedModels.start(loops.vertx(), options));
      console.line(Session.NO_LANGUAGE_MODELS);
      console.line("Base URL: " + models.baseUrl());
      options.models().forEach(model -> console.line("  " + line(model)));
      console.line("Ctrl-C stops them.");
      interrupt.await();
      return ExitCode.INTERRUPTED;
    }
  }

  private static String line(PacedModel model) {
    return String.format(
        Locale.ROOT,
        "%-8s first token after %.0f ms and its prompt, then one every %.0f ms",
        model.name(),
        model.pace().prefillBaseMs(),
        model.pace().itlMs());
  }

  private PacedOptions options() {
    try {
      return PacedOptions.parse(flags);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /// @param value null where picocli resets the option
  private void add(String flag, @Nullable String value) {
    if (value != null) {
      flags.add(flag);
      flags.add(value);
    }
  }
}
