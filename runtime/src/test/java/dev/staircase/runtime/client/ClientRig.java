package dev.staircase.runtime.client;

import static dev.staircase.runtime.client.FakeUpstream.await;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.runtime.client.FakeUpstream.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// Clients and scripted upstreams for a test, closed after it.
abstract class ClientRig {
  static final ModelCall CALL =
      new ModelCall(
          "local/m/1", List.of(Message.user("Why?")), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
  static final Secret KEY = new Secret("sk-very-secret");
  static final TimeLimits PATIENT = new TimeLimits(4_000, 4_000, 4_000, 4_000);

  static Vertx vertx;
  static Context context;
  final List<OpenAiClient> clients = new ArrayList<>();
  final List<FakeUpstream> fakes = new ArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
  }

  @AfterAll
  static void stop() {
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }

  @AfterEach
  void closeAll() {
    clients.forEach(client -> await(client.close().toCompletionStage().toCompletableFuture()));
    fakes.forEach(FakeUpstream::stop);
  }

  FakeUpstream fake(Consumer<Exchange> script) {
    var fake = new FakeUpstream(vertx, script);
    fakes.add(fake);
    return fake;
  }

  OpenAiClient client(String url, UnaryOperator<UpstreamSettings> change) {
    var settings = change.apply(UpstreamSettings.at(url).withApiKey(KEY).withLimits(PATIENT));
    var client = new OpenAiClient(vertx, Map.of("local", settings));
    clients.add(client);
    return client;
  }

  static Recorder open(OpenAiClient client) {
    return Recorder.open(context, client, CALL);
  }

  Recorder open(FakeUpstream fake) {
    return open(client(fake.url(), s -> s));
  }
}
