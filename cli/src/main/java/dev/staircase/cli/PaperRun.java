package dev.staircase.cli;

import dev.staircase.lab.measure.Quantiles;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.Figures;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Measures cells of the paper's table on the wire: paced models, the server before them, and a
/// client, all on loopback.
///
/// Cells of a lane are answered one after the other, in their order in odd rounds and backwards in
/// even ones, so that what changes with time falls on all of them alike. Lanes run at the same
/// time; each cell has models of its own, so that they share nothing but the machine. What that
/// adds shows beside the figures in virtual time.
final class PaperRun {
  /// Lanes begin one after the other, so that their first answers don't come all at once.
  private static final long APART_MS = 300;

  private final Vertx vertx;
  private final List<List<Cell>> lanes;
  private final PacedModels models;
  private final Staircase staircase;
  private final StaircaseServer server;
  private final PaperClient client;
  private final PaperProgress progress;
  private final Map<Cell, List<Figures>> measured = new LinkedHashMap<>();
  private final Promise<Boolean> whole = Promise.promise();

  private PaperRun(
      Vertx vertx,
      List<List<Cell>> lanes,
      PacedModels models,
      Staircase staircase,
      StaircaseServer server,
      PaperClient client,
      PaperProgress progress) {
    this.vertx = vertx;
    this.lanes = lanes;
    this.models = models;
    this.staircase = staircase;
    this.server = server;
    this.client = client;
    this.progress = progress;
  }

  /// Brings models and server up.
  ///
  /// @param lanes what is measured at the same time, cell after cell
  /// @param ideal how long each is expected to take
  /// @param rounds how often each cell is measured
  static PaperRun open(
      Vertx vertx,
      List<List<Cell>> lanes,
      Map<Cell, Figures> ideal,
      int rounds,
      long seed,
      Console console)
      throws IOException, InterruptedException {
    List<Cell> cells = lanes.stream().flatMap(List::stream).toList();
    PacedModels models =
        Waiting.on(
            PacedModels.start(
                vertx,
                PacedOptions.defaults()
                    .withPort(0)
                    .withSeed(seed)
                    .withModels(cells.stream().flatMap(cell -> cell.models().stream()).toList())));
    Staircase staircase = Staircase.start(vertx, Cell.config(models.baseUrl(), cells));
    ServerSettings usual = ServerSettings.DEFAULT;
    StaircaseServer server =
        Waiting.on(StaircaseServer.start(vertx, staircase, usual.at(usual.host(), 0)));
    List<List<Cell>> all = lanes.stream().map(lane -> inRounds(lane, rounds)).toList();
    return new PaperRun(
        vertx,
        all,
        models,
        staircase,
        server,
        new PaperClient(vertx, server.port()),
        new PaperProgress(console, all, ideal));
  }

  private static List<Cell> inRounds(List<Cell> lane, int rounds) {
    List<Cell> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      all.addAll(round % 2 == 0 ? lane : lane.reversed());
    }
    return all;
  }

  /// Measures all of them.
  ///
  /// @return whether it came to its end; false where it was cancelled
  /// @throws IOException if an answer failed, or isn't the one that is due
  boolean run() throws IOException, InterruptedException {
    Future.all(IntStream.range(0, lanes.size()).mapToObj(this::lane).toList())
        .onSuccess(all -> whole.tryComplete(true))
        .onFailure(whole::tryFail);
    try {
      return Waiting.on(whole.future());
    } finally {
      progress.end();
    }
  }

  private Future<Void> lane(int lane) {
    return vertx
        .timer(1 + lane * APART_MS, TimeUnit.MILLISECONDS)
        .compose(begun -> answers(lane, lanes.get(lane)));
  }

  private Future<Void> answers(int lane, List<Cell> cells) {
    if (cells.isEmpty() || whole.future().isComplete()) {
      return Future.succeededFuture();
    }
    Cell cell = cells.getFirst();
    return client
        .ask(cell)
        .compose(figures -> {
          note(cell, figures);
          progress.answered(lane, cell);
          return answers(lane, cells.subList(1, cells.size()));
        });
  }

  private synchronized void note(Cell cell, Figures figures) {
    measured.computeIfAbsent(cell, any -> new ArrayList<>()).add(figures);
  }

  /// Begins no answer any more, from any thread; those under way end when this is closed.
  void cancel() {
    whole.tryComplete(false);
  }

  /// The medians of each cell's figures.
  synchronized Map<Cell, Figures> medians() {
    Map<Cell, Figures> medians = new LinkedHashMap<>();
    measured.forEach((cell, figures) ->
        medians.put(
            cell, new Figures(median(figures, Figures::ttftMs), median(figures, Figures::e2eMs))));
    return medians;
  }

  private static double median(List<Figures> figures, ToDoubleFunction<Figures> figure) {
    return Quantiles.median(figures.stream().mapToDouble(figure).toArray());
  }

  /// Closes every call, the server and the models.
  void close() throws IOException, InterruptedException {
    client.close();
    Waiting.on(server.close());
    staircase.close();
    Waiting.on(models.close());
  }
}
