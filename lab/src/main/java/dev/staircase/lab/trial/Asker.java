package dev.staircase.lab.trial;

import dev.staircase.lab.measure.ChatClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/// Puts the questions of a benchmark and measures the answers.
final class Asker {
  private final ChatClient client;
  private final ToIntFunction<Variant> ports;
  private final boolean scored;
  private final long startNanos = System.nanoTime();

  /// @param ports where each variant is served, on loopback
  /// @param scored whether the models speak from the fact base
  Asker(Vertx vertx, ToIntFunction<Variant> ports, boolean scored) {
    this.client = new ChatClient(vertx);
    this.ports = ports;
    this.scored = scored;
  }

  /// Asks; whatever goes wrong is told in the reply, and the future never fails.
  Future<Reply> ask(Slot slot) {
    Told told = new Told(startNanos);
    return client
        .ask(ports.applyAsInt(slot.variant()), body(slot).toString(), told)
        .map(whole -> told.reply(slot, scored, null))
        .otherwise(e -> told.reply(slot, scored, e.getMessage()));
  }

  private static ObjectNode body(Slot slot) {
    ObjectNode staircase = slot.variant().overrides();
    if (slot.told()) {
      staircase.put("events", true);
    }
    ObjectNode body = slot.prompt().body().deepCopy();
    body.put("model", slot.variant().model()).put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    body.set("staircase", staircase);
    return body;
  }

  /// Breaks off every answer that is under way, and those that are still asked for.
  void leave() {
    client.leave();
  }
}
