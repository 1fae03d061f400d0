package dev.staircase.runtime.client;

import dev.staircase.core.chat.ModelCall;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/// Calls models at OpenAI-compatible upstreams, streamed, each upstream by the name before a
/// model's first slash.
///
/// Safe to share between threads. A call belongs to the Vert.x context that opened it: listeners
/// are told there, and [OpenCall#abort] is heeded at once there; from elsewhere it takes effect
/// with the context's next turn, though a listener that is being told that very moment hears it to
/// the end.
public final class OpenAiClient implements ModelClient {
  private final Vertx vertx;
  private final Map<String, Upstream> upstreams = new LinkedHashMap<>();

  /// @param settings by the name of the upstream, which holds no slash
  public OpenAiClient(Vertx vertx, Map<String, UpstreamSettings> settings) {
    this.vertx = vertx;
    settings.forEach(this::add);
  }

  private void add(String name, UpstreamSettings settings) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException(
          "an upstream's name must be a word without a slash, found '" + name + "'");
    }
    upstreams.put(name, new Upstream(vertx, settings));
  }

  @Override
  public OpenCall open(ModelCall call, Listener listener) {
    return open(call, Trail.NONE, listener);
  }

  /// This client, on whose calls stands what the question came through.
  public ModelClient onBehalfOf(Trail trail) {
    return (call, listener) -> open(call, trail, listener);
  }

  private OpenCall open(ModelCall call, Trail trail, Listener listener) {
    Context context = vertx.getOrCreateContext();
    Upstream upstream;
    ChatWire.Request request;
    try {
      upstream = upstreamOf(call.model());
      request = ChatWire.request(call, upstream.settings().dialect());
    } catch (IllegalArgumentException | JacksonException e) {
      return refused(context, call, String.valueOf(e.getMessage()), listener);
    }
    var errors = new CallErrors(call.model(), upstream.settings().secrets());
    var opened = new WireCall(context, upstream, trail, request, errors, listener);
    context.runOnContext(v -> opened.start());
    return opened;
  }

  /// Passes a request on to a plain model as it is.
  ///
  /// @param listener told on the caller's own event loop, never from within this method
  /// @throws IllegalArgumentException if there is no such upstream
  public PassedCall pass(PassedRequest request, PassedCall.Listener listener) {
    Context context = vertx.getOrCreateContext();
    var call = new PassedCall(context, upstreamOf(request.model()), request, listener);
    context.runOnContext(v -> call.start());
    return call;
  }

  /// Closes every connection; calls under way fail.
  public Future<Void> close() {
    return Future.join(new ArrayList<>(upstreams.values().stream().map(Upstream::close).toList()))
        .mapEmpty();
  }

  private Upstream upstreamOf(String model) {
    String name = ChatWire.upstream(model);
    Upstream upstream = upstreams.get(name);
    if (upstream == null) {
      throw new IllegalArgumentException(
          "upstream '"
              + name
              + "' of model '"
              + model
              + "' must be one of "
              + upstreams.keySet()
              + ": name it under upstreams, or correct the model");
    }
    return upstream;
  }

  private static OpenCall refused(Context context, ModelCall call, String why, Listener listener) {
    var refused =
        new RefusedCall(new CallErrors(call.model(), List.of()).unsendable(why), listener);
    context.runOnContext(v -> refused.tell());
    return refused;
  }
}
