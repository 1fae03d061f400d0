package dev.staircase.lab.fleet;

import java.util.List;

/// A fleet in a situation of its own, for the report that is kept.
///
/// @param places answers under way at a time
record Scenario(String name, Fleet fleet, int places) {
  private static final int PLACES = 10_000;
  private static final String USUAL =
      """
      models:
        a: {token-ms: 7, replicas: 2, first-token-ms: 20, prefill-tokens-per-s: 20000, token-ms-per-running: 0.2,
            slowdown: 0.5, kv-tokens: 120000, routing: session, network-ms: 2, jitter-ms: 1, usd-per-hour: 1.2}
        b: {token-ms: 7, replicas: 2, first-token-ms: 20, prefill-tokens-per-s: 20000, token-ms-per-running: 0.2,
            slowdown: 0.5, kv-tokens: 120000, routing: session, network-ms: 2, jitter-ms: 1, usd-per-hour: 1.2}
        c: {token-ms: 7, replicas: 2, first-token-ms: 20, prefill-tokens-per-s: 20000, token-ms-per-running: 0.2,
            slowdown: 0.5, kv-tokens: 120000, routing: session, network-ms: 2, jitter-ms: 1, usd-per-hour: 1.2}
        large: {token-ms: 14, replicas: 4, first-token-ms: 30, prefill-tokens-per-s: 8000, token-ms-per-running: 0.3,
            slowdown: 0.5, kv-tokens: 120000, routing: session, network-ms: 2, jitter-ms: 1, usd-per-hour: 4}
      team: {proposers: [a, b, c], aggregator: large, layout: appended, pace: balanced}
      load:
        rate: 4
        prompt: {median: 150, sigma: 0.6, most: 2000}
        proposal: {median: 120, sigma: 0.4, most: 500}
        answer: {median: 150, sigma: 0.4, most: 600}
      """;

  /// All of them; each differs from the first in what its name says.
  static List<Scenario> all() {
    return List.of(
        of("usual"),
        of("light load", "rate: 4", "rate: 0.5"),
        of("heavy load", "rate: 4", "rate: 12"),
        new Scenario("overloaded", of("", "rate: 4", "rate: 80").fleet(), 100),
        of("bursts of 30", "rate: 4", "bursts: {every-ms: 7500, size: 30}"),
        of("one replica each", "replicas: 2", "replicas: 1", "replicas: 4", "replicas: 1"),
        of("scarce aggregator", "14, replicas: 4", "14, slots: 3, replicas: 4"),
        of("one slow proposer", "b: {token-ms: 7", "b: {token-ms: 28"),
        of("slow proposers", "token-ms: 7", "token-ms: 28"),
        of("small kv", "kv-tokens: 120000", "kv-tokens: 5000"),
        of("no prefix cache", "slowdown: 0.5", "slowdown: 0.5, prefix-cache: false"),
        of("least loaded", "routing: session", "routing: least-loaded"),
        of("dear reading", "per-s: 20000", "per-s: 1500", "per-s: 8000", "per-s: 1500"),
        of("far away", "network-ms: 2, jitter-ms: 1", "network-ms: 150, jitter-ms: 100"),
        of("failing proposer", "b: {token-ms: 7", "b: {failures: 0.3, token-ms: 7"),
        of("failing aggregator", "large: {", "large: {failures: 0.1, "),
        of("grouped", "layout: appended", "layout: grouped"),
        of("pace paper", "pace: balanced", "pace: paper"),
        of("pace eager", "pace: balanced", "pace: eager"),
        of("pace careful", "pace: balanced", "pace: careful"),
        of("long prompts", "{median: 150, sigma: 0.6, most: 2000}", "6000"));
  }

  /// @param changes each of them what stands in the usual file, and what stands there instead
  private static Scenario of(String name, String... changes) {
    String file = USUAL;
    for (int i = 0; i < changes.length; i += 2) {
      if (!file.contains(changes[i])) {
        throw new IllegalArgumentException(
            "%s: expected '%s' in the usual fleet, found none".formatted(name, changes[i]));
      }
      file = file.replace(changes[i], changes[i + 1]);
    }
    return new Scenario(name, FleetFile.parse(file, name), PLACES);
  }
}
