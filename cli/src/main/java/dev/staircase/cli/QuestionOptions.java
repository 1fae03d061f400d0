package dev.staircase.cli;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.runtime.Ask;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The options of every command that puts a question.
final class QuestionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: the built-in models).")
  @Nullable Path config;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model of the configuration (default: its first).")
  @Nullable String model;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      description = "paper, eager, balanced, careful, or as JSON: {\"first-chunk\": 4}.")
  private @Nullable String pace;

  @Option(names = "--layout", paramLabel = "LAYOUT", description = "grouped or appended.")
  private @Nullable String layout;

  @Option(names = "--seed", paramLabel = "N", description = "For models that can repeat an answer.")
  @Nullable Long seed;

  /// What is asked of the model called `name`.
  ///
  /// @param mode `single`, `serial`, `staircase`, or null for the configured one
  /// @param maxTokens 0 for no limit
  Ask ask(
      String name,
      List<Message> conversation,
      Sampling sampling,
      int maxTokens,
      @Nullable String mode) {
    ObjectNode overrides = JsonMapper.shared().createObjectNode();
    if (mode != null) {
      overrides.put("mode", mode);
    }
    if (layout != null) {
      overrides.put("layout", layout);
    }
    if (pace != null) {
      if (pace.startsWith("{")) {
        overrides.set("pace", json(pace));
      } else {
        overrides.put("pace", pace);
      }
    }
    return new Ask(name, conversation, sampling, maxTokens, overrides.isEmpty() ? null : overrides);
  }

  /// A question alone, in a mode.
  Ask ask(String name, String mode, String question) {
    Sampling sampling = new Sampling(null, null, seed, List.of(), null);
    return ask(name, List.of(Message.user(question)), sampling, 0, mode);
  }

  private JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--pace: expected a name or a JSON object, found %s (%s)"
              .formatted(text, e.getOriginalMessage()),
          e);
    }
  }
}
