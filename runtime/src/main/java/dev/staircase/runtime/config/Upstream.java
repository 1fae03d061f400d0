package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import dev.staircase.runtime.client.ChatTemplate;
import dev.staircase.runtime.client.Dialect;
import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.client.TimeLimits;
import dev.staircase.runtime.client.UpstreamSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An upstream as it is configured: what the client needs, and what only plans and accounts do.
///
/// @param settings for the client
/// @param traits what its models can do
/// @param exceptions what single models can do, by the upstream's own name of a model
/// @param prices by the upstream's own name of a model
record Upstream(
    UpstreamSettings settings,
    Traits traits,
    Map<String, Traits> exceptions,
    Map<String, Price> prices) {
  private static final long DAY_MS = 86_400_000;

  /// Stands for an upstream whose own address is wrong, until its other mistakes are told too.
  private static final UpstreamSettings NOWHERE = UpstreamSettings.at("http://localhost");

  Upstream {
    exceptions = Collections.unmodifiableMap(new LinkedHashMap<>(exceptions));
    prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
  }

  static Upstream read(Cursor upstream) {
    UpstreamSettings settings = address(upstream);
    settings = key(upstream.get("api-key"), settings);
    settings = headers(upstream.get("headers"), settings);
    settings =
        settings
            .withLimits(limits(upstream.get("time-limits")))
            .withMaxConnections(
                upstream.integer("max-connections", UpstreamSettings.DEFAULT_MAX_CONNECTIONS))
            .withDialect(dialect(upstream));
    Traits traits = Traits.read(upstream, Traits.USUAL);
    Map<String, Traits> exceptions = new LinkedHashMap<>();
    entries(upstream, "models")
        .forEach((model, written) -> exceptions.put(model, Traits.read(written, traits)));
    Map<String, Price> prices = new LinkedHashMap<>();
    entries(upstream, "prices").forEach((model, price) -> prices.put(model, price(price)));
    var read = new Upstream(settings, traits, exceptions, prices);
    read.requireTemplate(upstream, traits.continuation());
    entries(upstream, "models")
        .forEach(
            (model, written) -> read.requireTemplate(written, read.traitsOf(model).continuation()));
    return read;
  }

  /// What one of its models can do.
  ///
  /// @param model the upstream's own name of it
  Traits traitsOf(String model) {
    return exceptions.getOrDefault(model, traits);
  }

  /// Tells of a written continuation that needs a chat template where the upstream has none.
  ///
  /// @param written a map with `continuation`
  void requireTemplate(Cursor written, @Nullable Continuation read) {
    Cursor at = written.get("continuation");
    if (at != null && read == Continuation.COMPLETIONS && settings.dialect().template() == null) {
      lacksTemplate(at);
    }
  }

  private static Map<String, Cursor> entries(Cursor upstream, String key) {
    Cursor map = upstream.get(key);
    return map == null ? Map.of() : map.entries();
  }

  private static Price price(Cursor price) {
    double prompt = usd(price, "prompt", 0);
    return new Price(prompt, usd(price, "cached", prompt), usd(price, "completion", 0));
  }

  private static double usd(Cursor price, String key, double otherwise) {
    Double usd = price.decimal(key, null);
    return usd == null ? otherwise : usd;
  }

  private static void lacksTemplate(Cursor at) {
    at.problem(
        "expected a chat-template at the upstream, for /completions takes a prompt and no messages,"
            + " found none; add chat-template, or choose another continuation");
  }

  private static UpstreamSettings address(Cursor upstream) {
    String text = upstream.text("base-url", "");
    Cursor url = upstream.at(List.of("base-url"));
    try {
      new URI(text);
    } catch (URISyntaxException e) {
      url.expected("an address of URI characters alone, others as %XX", "");
      return NOWHERE;
    }
    return url.attempt(() -> UpstreamSettings.at(text), NOWHERE);
  }

  private static UpstreamSettings key(@Nullable Cursor key, UpstreamSettings settings) {
    if (key == null || key.isNull() || key.text().isEmpty()) {
      return settings;
    }
    return key.attempt(() -> settings.withApiKey(new Secret(key.text())), settings);
  }

  private static UpstreamSettings headers(@Nullable Cursor headers, UpstreamSettings settings) {
    if (headers == null) {
      return settings;
    }
    Map<String, Secret> fine = new LinkedHashMap<>();
    headers
        .entries()
        .forEach((name, value) -> {
          Secret secret = new Secret(value.text());
          fine.putAll(
              value.attempt(() -> NOWHERE.withHeaders(Map.of(name, secret)).headers(), Map.of()));
        });
    return settings.withHeaders(fine);
  }

  private static TimeLimits limits(@Nullable Cursor limits) {
    TimeLimits usual = TimeLimits.DEFAULT;
    if (limits == null) {
      return usual;
    }
    return new TimeLimits(
        limits.durationMs("connect", usual.connectMs(), 1, DAY_MS),
        limits.durationMs("first-token", usual.firstTokenMs(), 1, DAY_MS),
        limits.durationMs("between-tokens", usual.betweenTokensMs(), 1, DAY_MS),
        limits.durationMs("whole", usual.wholeMs(), 1, DAY_MS));
  }

  private static Dialect.UsageReport usage(String written) {
    return switch (written) {
      case "continuous" -> Dialect.UsageReport.CONTINUOUS;
      case "none" -> Dialect.UsageReport.NONE;
      default -> Dialect.UsageReport.AT_END;
    };
  }

  private static Dialect dialect(Cursor upstream) {
    Cursor written = upstream.get("chat-template");
    ChatTemplate template = written == null ? null : ChatTemplates.read(written);
    boolean always = upstream.truth("always-completions", false);
    if (always && template == null) {
      lacksTemplate(upstream.at(List.of("always-completions")));
    }
    return new Dialect(
        usage(upstream.text("usage", "final")),
        upstream.text("max-tokens-field", "max_tokens").equals("max_completion_tokens"),
        always && template != null,
        template);
  }
}
