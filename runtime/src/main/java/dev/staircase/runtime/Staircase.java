package dev.staircase.runtime;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Seat;
import dev.staircase.runtime.answer.Answer;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.client.ContinuationProbe;
import dev.staircase.runtime.client.ModelClient;
import dev.staircase.runtime.client.OpenAiClient;
import dev.staircase.runtime.client.PassedCall;
import dev.staircase.runtime.client.PassedRequest;
import dev.staircase.runtime.client.ProbeResult;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.OverrideException;
import dev.staircase.runtime.config.Overrides;
import dev.staircase.runtime.config.VirtualModel;
import dev.staircase.runtime.speed.Speed;
import dev.staircase.runtime.speed.Speeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with the virtual models of a configuration, by staircase streaming (arXiv 2510.05059).
///
///     try (var staircase = Staircase.start(vertx, Config.load(path, System.getenv()))) {
///       staircase.plan(Ask.of("trio", "Why is the sky blue?"))
///           .onSuccess(plan -> staircase.answer(plan, listener));
///     }
///
/// Safe to share between threads. The event loops belong to whoever made them and stay open.
public final class Staircase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Staircase.class);
  private static final int FENCE_BYTES = 6;
  private static final int INSTANCE_BYTES = 8;
  private static final long MOST_PROBE_WAIT_MS = 1_000;

  private final Vertx vertx;
  private final Config config;
  private final OpenAiClient client;
  private final ContinuationProbe probe;
  private final Map<String, Continuation> probed = new ConcurrentHashMap<>();
  private final Speeds speeds = new Speeds();
  private final AtomicInteger underWay = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  private final Hops hops = new Hops(word(INSTANCE_BYTES));

  private Staircase(Vertx vertx, Config config) {
    this.vertx = vertx;
    this.config = config;
    this.client = new OpenAiClient(vertx, config.upstreams());
    this.probe = new ContinuationProbe(vertx, client);
  }

  /// Opens the upstreams of a configuration. Models whose continuation is `auto` are asked at once
  /// how they continue a text; an answer that needs to know waits for that, at most a second.
  public static Staircase start(Vertx vertx, Config config) {
    Staircase staircase = new Staircase(vertx, config);
    config.toProbe().forEach(staircase::continuation);
    return staircase;
  }

  /// The names of the virtual models, in the configuration's order.
  public List<String> models() {
    return List.copyOf(config.models().keySet());
  }

  /// The configuration that it answers with.
  public Config config() {
    return config;
  }

  /// Passes a request on to a plain model as it is.
  ///
  /// @param request of a model that the configuration lets through
  /// @param listener told on the caller's event loop, never from within this method
  /// @throws AskException if it has come through here before
  public PassedCall pass(PassedRequest request, PassedCall.Listener listener) {
    return client.pass(request.through(hops.onward(request.model(), request.trail())), listener);
  }

  /// What answering a question will mean.
  ///
  /// @return the plan; fails with an [AskException] when the asker is at fault
  public Future<Plan> plan(Ask ask) {
    VirtualModel model = config.model(ask.model());
    if (model == null) {
      return Future.failedFuture(new AskException.NoSuchModel(ask.model(), models()));
    }
    try {
      Overrides overrides =
          ask.overrides() == null ? Overrides.NONE : Overrides.of(ask.overrides());
      hops.onward(ask.model(), ask.trail());
      var request =
          new VirtualModel.Request(
              ask.conversation(), ask.sampling(), ask.maxTokens(), word(FENCE_BYTES), overrides);
      return Future.all(model.toProbe().stream().map(this::continuation).toList())
          .compose(known -> planned(model, request));
    } catch (AskException e) {
      return Future.failedFuture(e);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(wrong(e));
    }
  }

  /// Starts to answer; see [Answer#start]. How fast the models are is measured on the way, for the
  /// plans of answers whose pace is `auto`.
  public Answer answer(Plan plan, AnswerListener listener, Witness... witnesses) {
    return answer(client, plan, listener, witnesses);
  }

  /// Starts to answer a question whose calls tell upstream what it came through, for servers:
  /// models that ask one another in a circle are found out by it.
  ///
  /// @param ask what was planned
  public Answer answer(Ask ask, Plan plan, AnswerListener listener, Witness... witnesses) {
    return answer(
        client.onBehalfOf(hops.onward(ask.model(), ask.trail())), plan, listener, witnesses);
  }

  private Answer answer(
      ModelClient models, Plan plan, AnswerListener listener, Witness... witnesses) {
    List<Witness> all = new ArrayList<>(List.of(witnesses));
    all.add(speeds.watch());
    all.add(new UnderWay(underWay));
    return Answer.start(vertx, models, plan, listener, all);
  }

  /// How fast a model has been lately, by its name in the configuration, `upstream/name`; null
  /// while too little is known.
  public @Nullable Speed speed(String model) {
    return speeds.of(model);
  }

  /// How many answers have begun and are not over.
  public int underWay() {
    return underWay.get();
  }

  /// Closes every connection; answers under way fail.
  @Override
  public void close() {
    client.close();
  }

  private Future<Plan> planned(VirtualModel model, VirtualModel.Request request) {
    try {
      Plan plan = model.plan(request, this::known, speeds::pace);
      checkSight(plan);
      return Future.succeededFuture(plan);
    } catch (AskException e) {
      return Future.failedFuture(e);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(wrong(e));
    }
  }

  /// Images are for a writer that sees them: it would answer something else without.
  private static void checkSight(Plan plan) {
    Seat writer = plan.topology().agents().getLast().seats().getFirst();
    for (int i = 0; i < plan.conversation().size() && !writer.sees(); i++) {
      Attached attached = plan.conversation().get(i).attached();
      if (attached != null && attached.kind() == Attached.Kind.IMAGES) {
        throw new AskException.Wrong(
            "messages[%d].content".formatted(i),
            "images are for models that see, found one for %s, which writes the answer and is not said to; leave it out, or say so in the configuration"
                .formatted(writer.model()));
      }
    }
  }

  private String word(int bytes) {
    byte[] word = new byte[bytes];
    random.nextBytes(word);
    return HexFormat.of().formatHex(word);
  }

  private static AskException.Wrong wrong(IllegalArgumentException e) {
    String field = e instanceof OverrideException override ? override.param() : "messages";
    return new AskException.Wrong(field, String.valueOf(e.getMessage()));
  }

  private Continuation known(String model) {
    return probed.getOrDefault(model, Continuation.NEW_TURN);
  }

  /// How a model continues its text, or a new turn where that is not found out in time. An upstream
  /// that could not be asked is asked again some time later.
  private Future<Continuation> continuation(String model) {
    Continuation known = probed.get(model);
    return known != null
        ? Future.succeededFuture(known)
        : probe
            .probe(model)
            .map(found -> remember(model, found))
            .timeout(MOST_PROBE_WAIT_MS, TimeUnit.MILLISECONDS)
            .otherwise(Continuation.NEW_TURN);
  }

  private Continuation remember(String model, ProbeResult found) {
    if (found.settled() && probed.put(model, found.chosen()) == null) {
      LOG.info("{}: {}", model, found.message());
    }
    return found.chosen();
  }
}
