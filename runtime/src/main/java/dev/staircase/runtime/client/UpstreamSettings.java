package dev.staircase.runtime.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where an OpenAI-compatible upstream is and how it is talked to.
///
/// @param baseUrl up to and with the version, `https://api.openai.com/v1`; `https` means TLS
/// @param apiKey sent as `Authorization: Bearer`; null sends none
/// @param headers further headers, as secret as a key
/// @param limits how long each phase of a call may take
/// @param maxConnections most calls at a time on each event loop; further ones wait for a
///   connection
/// @param dialect what its protocol does differently
public record UpstreamSettings(
    URI baseUrl,
    @Nullable Secret apiKey,
    Map<String, Secret> headers,
    TimeLimits limits,
    int maxConnections,
    Dialect dialect) {
  /// Enough for a thousand streamed answers at once, few enough to keep file handles.
  public static final int DEFAULT_MAX_CONNECTIONS = 1024;

  private static final int MOST_CONNECTIONS = 65_535;

  public UpstreamSettings {
    checkUrl(baseUrl);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(UpstreamSettings::checkHeader);
    if (apiKey != null) {
      checkHeader("Authorization", apiKey);
    }
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(dialect, "dialect");
    if (maxConnections < 1 || maxConnections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException(
          "max connections must be 1 to " + MOST_CONNECTIONS + ", found " + maxConnections);
    }
  }

  /// An upstream without a key, everything else as usual.
  public static UpstreamSettings at(String baseUrl) {
    return new UpstreamSettings(
        URI.create(baseUrl),
        null,
        Map.of(),
        TimeLimits.DEFAULT,
        DEFAULT_MAX_CONNECTIONS,
        Dialect.DEFAULT);
  }

  public UpstreamSettings withApiKey(@Nullable Secret key) {
    return new UpstreamSettings(baseUrl, key, headers, limits, maxConnections, dialect);
  }

  public UpstreamSettings withHeaders(Map<String, Secret> others) {
    return new UpstreamSettings(baseUrl, apiKey, others, limits, maxConnections, dialect);
  }

  public UpstreamSettings withLimits(TimeLimits others) {
    return new UpstreamSettings(baseUrl, apiKey, headers, others, maxConnections, dialect);
  }

  public UpstreamSettings withMaxConnections(int most) {
    return new UpstreamSettings(baseUrl, apiKey, headers, limits, most, dialect);
  }

  public UpstreamSettings withDialect(Dialect other) {
    return new UpstreamSettings(baseUrl, apiKey, headers, limits, maxConnections, other);
  }

  boolean tls() {
    return baseUrl.getScheme().equalsIgnoreCase("https");
  }

  int port() {
    if (baseUrl.getPort() >= 0) {
      return baseUrl.getPort();
    }
    return tls() ? 443 : 80;
  }

  String host() {
    String host = baseUrl.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// The request target of an endpoint such as `/chat/completions`.
  String target(String endpoint) {
    String path = baseUrl.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String query = baseUrl.getRawQuery();
    return path + endpoint + (query == null ? "" : "?" + query);
  }

  /// Everything that must not be repeated in a message.
  List<Secret> secrets() {
    var secrets = new ArrayList<>(headers.values());
    if (apiKey != null) {
      secrets.add(apiKey);
    }
    return List.copyOf(secrets);
  }

  /// Without a query, which may carry a key.
  @Override
  public String toString() {
    return "UpstreamSettings["
        + baseUrl.getScheme()
        + "://"
        + host()
        + ":"
        + port()
        + baseUrl.getRawPath()
        + ", apiKey="
        + apiKey
        + ", headers="
        + headers
        + ", limits="
        + limits
        + ", maxConnections="
        + maxConnections
        + ", dialect="
        + dialect
        + "]";
  }

  private static void checkUrl(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "base-url must be http://HOST[:PORT]/PATH or https://..., found scheme '"
              + scheme
              + "' and host '"
              + url.getHost()
              + "'");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "base-url must hold no user name, password or fragment (host "
              + url.getHost()
              + "): put a key into api-key");
    }
  }

  /// Says nothing of the value: it may be a key.
  private static void checkHeader(String name, Secret value) {
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      throw new IllegalArgumentException(
          "a header's name must be letters, digits and hyphens, found '" + name + "'");
    }
    if (!value.reveal().chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the value of header "
              + name
              + " must be one line of ASCII, found other characters: is there a line break in it?");
    }
  }
}
