package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Usage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Opens a call on a context and writes down what it is told, and where.
final class Recorder implements ModelClient.Listener {
  /// How a call ended.
  record End(@Nullable Finish finish, @Nullable Usage usage, @Nullable CallError error) {}

  final CompletableFuture<Void> firstText = new CompletableFuture<>();
  final CompletableFuture<End> end = new CompletableFuture<>();
  private final List<String> told = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Context context;
  private final @Nullable TraceContext trace;
  private boolean opening;
  private ModelClient.@Nullable OpenCall call;

  private Recorder(Context context, @Nullable TraceContext trace) {
    this.context = context;
    this.trace = trace;
  }

  static Recorder open(Context context, ModelClient client, ModelCall call) {
    return open(context, client, call, null);
  }

  static Recorder open(
      Context context, ModelClient client, ModelCall call, @Nullable TraceContext trace) {
    var recorder = new Recorder(context, trace);
    context.runOnContext(v -> {
      recorder.opening = true;
      recorder.call = client.open(call, recorder);
      recorder.opening = false;
    });
    return recorder;
  }

  @Override
  public @Nullable TraceContext context() {
    return trace;
  }

  /// Aborts on the call's context; done when that is done.
  CompletableFuture<Void> abort() {
    var done = new CompletableFuture<Void>();
    context.runOnContext(v -> {
      if (call != null) {
        call.abort();
      }
      told.clear();
      done.complete(null);
    });
    return done;
  }

  End end() {
    return FakeUpstream.await(end);
  }

  CallError error() {
    CallError error = end().error();
    if (error == null) {
      throw new AssertionError("expected a failed call, found " + end());
    }
    return error;
  }

  String text() {
    return text.toString();
  }

  /// Everything told since the start, or since the abort.
  List<String> told() {
    return FakeUpstream.await(
        CompletableFuture.supplyAsync(
            () -> List.copyOf(told), task -> context.runOnContext(v -> task.run())));
  }

  private void tell(String what) {
    told.add(what);
    if (opening || !context.equals(Vertx.currentContext())) {
      end.completeExceptionally(
          new AssertionError(what + " was told from within open, or on another context"));
    }
  }

  @Override
  public void delta(String more) {
    tell("delta " + more);
    text.append(more);
    firstText.complete(null);
  }

  @Override
  public void toolCalls(String json) {
    tell("calls " + json);
  }

  @Override
  public void ended(Finish finish, @Nullable Usage usage) {
    tell("ended");
    end.complete(new End(finish, usage, null));
  }

  @Override
  public void failed(CallError error) {
    tell("failed");
    end.complete(new End(null, null, error));
  }
}
