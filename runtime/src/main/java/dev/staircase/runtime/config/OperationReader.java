package dev.staircase.runtime.config;

import dev.staircase.runtime.client.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads how a server is operated: `keys`, `telemetry` and `traces` of its settings.
final class OperationReader {
  private static final long YEAR_MS = 365L * 24 * 3_600_000;

  private OperationReader() {}

  static @Nullable AccountsSettings keys(@Nullable Cursor keys) {
    if (keys == null || keys.isNull()) {
      return null;
    }
    AccountsSettings plain =
        keys.attempt(
            () -> AccountsSettings.of(keys.text("store", "")), AccountsSettings.of("jdbc:sqlite:"));
    String user = keys.text("user", "");
    Double reserve = keys.decimal("reserve", plain.defaultUsd());
    return keys.attempt(
        () ->
            new AccountsSettings(
                plain.store(),
                user.isEmpty() ? null : user,
                secret(keys, "password"),
                secret(keys, "pepper"),
                secret(keys, "redis"),
                keys.text("when-away", "closed").equals("open") ? WhenAway.OPEN : WhenAway.CLOSED,
                reserve == null ? plain.defaultUsd() : reserve),
        plain);
  }

  static TelemetrySettings telemetry(@Nullable Cursor telemetry) {
    TelemetrySettings usual = TelemetrySettings.DEFAULT;
    if (telemetry == null) {
      return usual;
    }
    Map<String, Secret> headers = new LinkedHashMap<>();
    Cursor written = telemetry.get("headers");
    if (written != null) {
      written.entries().forEach((name, value) -> headers.put(name, new Secret(value.text())));
    }
    String otlp = telemetry.text("otlp", "");
    Double share = telemetry.decimal("sample", usual.sampling());
    return telemetry.attempt(
        () ->
            new TelemetrySettings(
                otlp.isEmpty() ? null : otlp,
                headers,
                telemetry.truth("metrics", usual.prometheus()),
                share == null ? usual.sampling() : share,
                telemetry.text("service", usual.service())),
        usual);
  }

  static TraceSettings traces(@Nullable Cursor traces) {
    TraceSettings usual = TraceSettings.DEFAULT;
    if (traces == null) {
      return usual;
    }
    String directory = traces.text("directory", "");
    return new TraceSettings(
        Duration.ofMillis(traces.durationMs("keep", usual.maxAge().toMillis(), 0, YEAR_MS)),
        traces.integer("max-bytes", Math.toIntExact(usual.maxBytes())),
        traces.integer("max-answer-bytes", Math.toIntExact(usual.maxAnswerBytes())),
        directory.isEmpty() ? null : Path.of(directory),
        traces.integer("max-directory-bytes", Math.toIntExact(usual.maxDirectoryBytes())));
  }

  private static @Nullable Secret secret(Cursor keys, String key) {
    String text = keys.text(key, "");
    return text.isEmpty() ? null : new Secret(text);
  }
}
