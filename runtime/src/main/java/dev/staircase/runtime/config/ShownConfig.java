package dev.staircase.runtime.config;

import dev.staircase.core.chat.Price;
import dev.staircase.runtime.client.ChatTemplate;
import dev.staircase.runtime.client.Dialect;
import dev.staircase.runtime.client.TimeLimits;
import dev.staircase.runtime.client.UpstreamSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes a configuration as YAML that reads back as the same configuration, but for its secrets.
final class ShownConfig {
  /// What stands in a secret's place.
  static final String MASK = "***";

  private ShownConfig() {}

  static String yaml(Config config) {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, Object> upstreams = new LinkedHashMap<>();
    config
        .upstreams()
        .forEach((name, settings) -> upstreams.put(name, upstream(config, name, settings)));
    root.put("upstreams", upstreams);
    Map<String, Object> models = new LinkedHashMap<>();
    config.models().forEach((name, model) -> models.put(name, ShownModel.of(config, model)));
    root.put("models", models);
    root.put("server", server(config.server()));
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(written(root));
  }

  private static Map<String, Object> upstream(
      Config config, String name, UpstreamSettings settings) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("base-url", address(settings.baseUrl()));
    map.put("api-key", settings.apiKey() == null ? null : MASK);
    Map<String, Object> headers = new LinkedHashMap<>();
    settings.headers().keySet().forEach(header -> headers.put(header, MASK));
    map.put("headers", headers);
    map.putAll(traits(config.traitsOf(name)));
    map.put("models", ofUpstream(name, config.traits(), ShownConfig::traits));
    Dialect dialect = settings.dialect();
    if (dialect.template() != null) {
      map.put("chat-template", template(dialect.template()));
    }
    map.put("always-completions", dialect.alwaysCompletions());
    map.put("time-limits", limits(settings.limits()));
    map.put("max-connections", settings.maxConnections());
    map.put(
        "max-tokens-field", dialect.maxCompletionTokens() ? "max_completion_tokens" : "max_tokens");
    map.put(
        "usage",
        switch (dialect.usage()) {
          case NONE -> "none";
          case AT_END -> "final";
          case CONTINUOUS -> "continuous";
        });
    map.put("prices", ofUpstream(name, config.prices(), ShownConfig::price));
    return map;
  }

  /// What is said of single models of an upstream, by its own names of them.
  private static <V> Map<String, Object> ofUpstream(
      String upstream, Map<String, V> said, Function<V, Map<String, Object>> shown) {
    Map<String, Object> map = new LinkedHashMap<>();
    String prefix = upstream + "/";
    said.forEach((model, value) -> {
      if (model.startsWith(prefix)) {
        map.put(model.substring(prefix.length()), shown.apply(value));
      }
    });
    return map;
  }

  private static Map<String, Object> traits(Traits traits) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("continuation", Traits.show(traits.continuation()));
    map.put("warm", traits.warm());
    map.put("sees", traits.sees());
    return map;
  }

  /// A query may hold a key.
  private static String address(URI url) {
    String text = url.toString();
    return url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?') + 1) + MASK;
  }

  private static Map<String, Object> template(ChatTemplate template) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("begin", template.begin());
    map.put("system", template.system());
    map.put("user", template.user());
    map.put("assistant", template.assistant());
    map.put("open", template.open());
    return map;
  }

  private static Map<String, Object> limits(TimeLimits limits) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("connect", Durations.show(limits.connectMs()));
    map.put("first-token", Durations.show(limits.firstTokenMs()));
    map.put("between-tokens", Durations.show(limits.betweenTokensMs()));
    map.put("whole", Durations.show(limits.wholeMs()));
    return map;
  }

  private static Map<String, Object> price(Price price) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("prompt", price.promptUsd());
    map.put("cached", price.cachedUsd());
    map.put("completion", price.completionUsd());
    return map;
  }

  private static Map<String, @Nullable Object> server(ServerSettings server) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("host", server.host());
    map.put("port", server.port());
    map.put("max-body-bytes", server.maxBodyBytes());
    map.put("max-answers", server.maxAnswers());
    map.put("max-waiting", server.maxWaiting());
    map.put("longest-wait", Durations.show(server.waitMs()));
    map.put("keep-alive", Durations.show(server.keepAliveMs()));
    map.put("drain", Durations.show(server.drainMs()));
    map.put("pass-through", server.passThrough());
    map.put("keys", server.accounts() == null ? null : keys(server.accounts()));
    map.put("telemetry", telemetry(server.telemetry()));
    map.put("traces", traces(server.traces()));
    map.put("page", server.page());
    return map;
  }

  private static Map<String, @Nullable Object> keys(AccountsSettings keys) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("store", keys.store().reveal().replaceFirst("\\?.*", ""));
    map.put("user", keys.user());
    map.put("password", keys.password() == null ? null : MASK);
    map.put("pepper", keys.pepper() == null ? null : MASK);
    map.put("redis", keys.redis() == null ? null : "redis://" + MASK);
    map.put("when-away", WireNames.of(keys.whenAway()));
    map.put("reserve", keys.defaultUsd());
    return map;
  }

  private static Map<String, @Nullable Object> telemetry(TelemetrySettings telemetry) {
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    telemetry.headers().keySet().forEach(name -> headers.put(name, MASK));
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("metrics", telemetry.prometheus());
    map.put("otlp", telemetry.otlp());
    map.put("headers", headers);
    map.put("sample", telemetry.sampling());
    map.put("service", telemetry.service());
    return map;
  }

  private static Map<String, @Nullable Object> traces(TraceSettings traces) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("keep", Durations.show(traces.maxAge().toMillis()));
    map.put("max-bytes", traces.maxBytes());
    map.put("max-answer-bytes", traces.maxAnswerBytes());
    map.put("directory", traces.directory() == null ? null : traces.directory().toString());
    map.put("max-directory-bytes", traces.maxDirectoryBytes());
    return map;
  }

  /// The same values as they are to be written: texts with `${` escaped, whole numbers without a
  /// point.
  private static @Nullable Object written(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> written = new LinkedHashMap<>();
        map.forEach((key, inner) -> written.put(key, written(inner)));
        yield written;
      }
      case List<?> list -> list.stream().map(ShownConfig::written).toList();
      case String text -> Variables.escaped(text);
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          number.longValue();
      case null, default -> value;
    };
  }
}
