package dev.staircase.lab.soak;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Clients that ask at a steady rate, each in a manner that is drawn: streamed or not, of any
/// model, patient, leaving early, or reading late; at the server, or through trouble.
public final class Load {
  private static final int MOST_CONNECTIONS = 2_048;
  private static final long MS_PER_S = 1_000;
  private static final long LEAVES_MS = 4_000;
  private static final long SLEEPS_MS = 5_000;

  /// How long clients wait whom the proxy may have stalled.
  private static final long TROUBLED_MS = 30_000;

  private final Vertx vertx;
  private final HttpClient http;
  private final int port;
  private final int troubled;
  private final List<String> models;
  private final String right;
  private final Random random;
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
  private final List<String> wrong = new ArrayList<>();
  private int under;

  /// @param port where the server is
  /// @param troubled where a proxy before it is that makes trouble; a third of the clients ask
  ///   there
  /// @param right the answer that is right, whichever model is asked
  public Load(Vertx vertx, int port, int troubled, List<String> models, String right, long seed) {
    this.vertx = vertx;
    this.port = port;
    this.troubled = troubled;
    this.models = List.copyOf(models);
    this.right = right;
    this.random = new Random(seed);
    this.http =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAliveTimeout(2))
            .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS))
            .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
            .build();
  }

  /// Asks at a rate for a time, and waits for the last client to be done. Never to be called on an
  /// event loop.
  ///
  /// @param rate questions a second
  public void run(int rate, long ms) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    long timer = vertx.setPeriodic(Math.max(1, MS_PER_S / rate), id -> ask());
    over.await(ms, TimeUnit.MILLISECONDS);
    vertx.cancelTimer(timer);
    synchronized (this) {
      while (under > 0) {
        wait();
      }
    }
  }

  /// Asks one question.
  private synchronized void ask() {
    int manner = random.nextInt(10);
    boolean trouble = random.nextInt(3) == 0;
    Visit visit =
        new Visit(
            trouble ? troubled : port,
            models.get(random.nextInt(models.size())),
            random.nextInt(4) > 0,
            trouble,
            manner < 2 ? 1 + random.nextLong(LEAVES_MS) : trouble ? TROUBLED_MS : 0,
            manner == 2 ? 1 + random.nextLong(SLEEPS_MS) : 0);
    Promise<Fate> fate = Promise.promise();
    under++;
    fate.future().onSuccess(how -> over(visit, how));
    visit.begin(vertx, http, new Heard(right), fate);
  }

  private synchronized void over(Visit visit, Fate fate) {
    under--;
    fates.merge(fate, 1, Integer::sum);
    if ((fate == Fate.WRONG || fate == Fate.HUNG) && wrong.size() < 10) {
      wrong.add(fate + ": " + visit);
    }
    notifyAll();
  }

  /// How many questions came to each end.
  public synchronized Map<Fate, Integer> fates() {
    return new EnumMap<>(fates);
  }

  /// Some of the questions whose answers were wrong or never came.
  public synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  /// Closes every connection.
  public void close() {
    http.close();
  }
}
