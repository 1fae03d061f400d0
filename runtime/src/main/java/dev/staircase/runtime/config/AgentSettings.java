package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.topology.Agent;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One model of a virtual model, as it is configured.
///
/// @param model `upstream/name`; after the first slash any characters
/// @param continuation how it goes on with its own text; null finds out
/// @param maxTokens the most tokens it writes; 0 leaves it to the upstream
/// @param temperature null leaves it to the upstream
/// @param seed null sends none
public record AgentSettings(
    String model,
    @Nullable Continuation continuation,
    int maxTokens,
    @Nullable Double temperature,
    @Nullable Long seed) {
  public AgentSettings {
    Objects.requireNonNull(model, "model");
  }

  /// The name of the upstream.
  public String upstream() {
    return model.substring(0, model.indexOf('/'));
  }

  /// At work on its own behalf, a proposer.
  Agent proposer(String name, Function<String, Continuation> continuations) {
    return agent(
        name, continuations, maxTokens, new Sampling(temperature, null, seed, List.of(), null));
  }

  /// At work for a client, whose wishes come before what is configured.
  Agent writer(
      String name,
      Function<String, Continuation> continuations,
      int wantedTokens,
      Sampling wanted) {
    Sampling sampling =
        new Sampling(
            wanted.temperature() == null ? temperature : wanted.temperature(),
            wanted.topP(),
            wanted.seed() == null ? seed : wanted.seed(),
            wanted.stop(),
            wanted.passedOn(),
            wanted.form());
    return agent(name, continuations, wantedTokens == 0 ? maxTokens : wantedTokens, sampling);
  }

  private Agent agent(
      String name, Function<String, Continuation> continuations, int tokens, Sampling sampling) {
    Continuation way = continuation == null ? continuations.apply(model) : continuation;
    return Agent.of(name, model, List.of(), way, tokens, sampling);
  }
}
