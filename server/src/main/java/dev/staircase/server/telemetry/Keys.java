package dev.staircase.server.telemetry;

import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The attributes of metrics and spans. Their values are names of the configuration or words of
/// closed sets, never what a request says, so that nobody can multiply the series from outside.
final class Keys {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
  static final AttributeKey<String> WORKFLOW = AttributeKey.stringKey("gen_ai.workflow.name");
  static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> PURPOSE = AttributeKey.stringKey("staircase.purpose");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("staircase.outcome");
  static final AttributeKey<String> SURFACE = AttributeKey.stringKey("staircase.surface");
  static final AttributeKey<String> WHAT = AttributeKey.stringKey("staircase.what");
  static final AttributeKey<String> SHARE = AttributeKey.stringKey("staircase.share");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

  /// What this server is as a provider of models.
  private static final String OWN = "staircase";

  private Keys() {}

  /// A call to a model `upstream/name`: the upstream is the provider.
  static Attributes ofCall(String model, Purpose purpose) {
    return ofCall(model, "chat", word(purpose));
  }

  /// A call that serves an operation of the conventions.
  static Attributes ofCall(String model, String operation, String purpose) {
    int slash = model.indexOf('/');
    return Attributes.of(
        OPERATION,
        operation,
        PROVIDER,
        model.substring(0, Math.max(0, slash)),
        MODEL,
        model.substring(slash + 1),
        PURPOSE,
        purpose);
  }

  /// The operation of the conventions that an API serves.
  static String operation(String surface) {
    return switch (surface) {
      case "embeddings" -> "embeddings";
      case "completions" -> "text_completion";
      default -> "chat";
    };
  }

  /// An answer of a virtual model.
  static Attributes ofAnswer(String model) {
    return Attributes.of(OPERATION, "chat", PROVIDER, OWN, MODEL, model);
  }

  /// The same attributes and one more.
  static Attributes with(Attributes attributes, AttributeKey<String> key, String value) {
    return attributes.toBuilder().put(key, value).build();
  }

  /// What went wrong in an answer; null for nothing. That a client has left is no error.
  static @Nullable String error(@Nullable Outcome outcome) {
    return outcome instanceof Outcome.Failed(var error) ? word(error.kind()) : null;
  }

  /// How an answer ended, in a word.
  static String outcome(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> "unfinished";
      case Outcome.Completed(var finish) -> word(finish);
      case Outcome.Failed _ -> "failed";
      case Outcome.Cancelled _ -> "cancelled";
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
