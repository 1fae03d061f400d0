package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// A client that asks a server on loopback for streamed answers and measures them.
final class Asker {
  private static final int MOST_CONNECTIONS = 4_096;

  /// Servers say something every 15 s, and be it a comment.
  private static final long MOST_SILENCE_MS = 60_000;

  private final HttpClient http;
  private final ToIntFunction<Variant> ports;
  private final boolean scored;
  private final long startNanos = System.nanoTime();
  private final Set<HttpClientRequest> open = ConcurrentHashMap.newKeySet();
  private volatile boolean left;

  /// @param ports where each variant is served
  /// @param scored whether the models speak from the fact base
  Asker(Vertx vertx, ToIntFunction<Variant> ports, boolean scored) {
    this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    this.ports = ports;
    this.scored = scored;
  }

  /// Asks; whatever goes wrong is told in the reply, and the future never fails.
  Future<Reply> ask(Slot slot) {
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(ports.applyAsInt(slot.variant()))
            .setURI("/v1/chat/completions")
            .setIdleTimeout(MOST_SILENCE_MS)
            .putHeader("Content-Type", "application/json");
    Promise<Reply> reply = Promise.promise();
    http.request(to)
        .onFailure(e -> fail(slot, new Told(0), System.nanoTime(), e, reply))
        .onSuccess(request -> send(slot, request, reply));
    return reply.future();
  }

  private void send(Slot slot, HttpClientRequest request, Promise<Reply> reply) {
    open.add(request);
    reply.future().onComplete(over -> open.remove(request));
    Buffer body = Buffer.buffer(body(slot).toString());
    long sent = System.nanoTime();
    Told told = new Told(sent);
    if (left) {
      request.reset();
    }
    request
        .send(body)
        .onFailure(e -> fail(slot, told, sent, e, reply))
        .onSuccess(response -> {
          response.exceptionHandler(e -> fail(slot, told, sent, e, reply));
          if (response.statusCode() == 200) {
            hear(slot, response, told, sent, reply);
          } else {
            response
                .body()
                .onSuccess(said -> {
                  String why = "HTTP %d: %s".formatted(response.statusCode(), message(said));
                  reply.tryComplete(told.reply(slot, since(sent), scored, why));
                })
                .onFailure(e -> fail(slot, told, sent, e, reply));
          }
        });
  }

  private void hear(
      Slot slot, HttpClientResponse response, Told told, long sent, Promise<Reply> reply) {
    RecordParser lines =
        RecordParser.newDelimited(
            "\n", line -> told.line(System.nanoTime(), line.toString().stripTrailing()));
    response.handler(lines);
    response.endHandler(end -> reply.tryComplete(told.reply(slot, since(sent), scored, null)));
  }

  private void fail(Slot slot, Told told, long sent, Throwable e, Promise<Reply> reply) {
    String why = "the connection broke: " + (e.getMessage() == null ? e : e.getMessage());
    reply.tryComplete(told.reply(slot, since(sent), scored, why));
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

  private static String message(Buffer said) {
    try {
      return Json.MAPPER.readTree(said.toString()).at("/error/message").asString(said.toString());
    } catch (JacksonException e) {
      return said.toString();
    }
  }

  private double since(long nanos) {
    return (nanos - startNanos) / 1e6;
  }

  /// Breaks off every answer that is under way, and those that are still asked for.
  void leave() {
    left = true;
    open.forEach(HttpClientRequest::reset);
  }
}
