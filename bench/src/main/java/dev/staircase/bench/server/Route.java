package dev.staircase.bench.server;

import java.util.Locale;

/// The way from the models to the client.
enum Route {
  /// Nothing stands between them: what the models and the client themselves take.
  DIRECT(1),
  /// nginx, which passes on every piece at once: the floor.
  NGINX(1),
  /// A pass-through on the HTTP library of our server.
  VERTX(1),
  /// Our server with one model behind it: the same traffic as a pass-through's.
  SINGLE(1),
  /// Our server with three proposers and an aggregator, who writes on whole proposals.
  SERIAL(4),
  /// Our server with three proposers and an aggregator, who starts on their first chunks.
  STAIRCASE(4);

  /// How many tokens are read from models for each one that the client gets; those that are read
  /// twice at a cut not counted.
  private final int reads;

  Route(int reads) {
    this.reads = reads;
  }

  int reads() {
    return reads;
  }

  /// The body of a client's request.
  String body(Traffic traffic) {
    String mode =
        switch (this) {
          case DIRECT, NGINX, VERTX -> "";
          case SINGLE, SERIAL, STAIRCASE -> "\"staircase\":{\"mode\":\"%s\"},".formatted(label());
        };
    return "{\"model\":\"%s\",\"stream\":true,%s\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}"
        .formatted(traffic.model(), mode);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
