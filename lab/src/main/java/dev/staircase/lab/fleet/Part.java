package dev.staircase.lab.fleet;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Lines;
import dev.staircase.lab.schedule.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One part of a fleet under its share of the load, played from the first question to the last
/// answer. Belongs to one thread.
final class Part {
  private final Fleet fleet;
  private final Strategy strategy;
  private final Extent extent;
  private final int number;
  private final Clock clock = new Clock();
  private final Site site;
  private final Topology topology;
  private final List<Lines> lines = new ArrayList<>();
  private final Questions questions;
  private final PrimitiveIterator.OfDouble arrivals;

  /// Lengths have a source of chance of their own, so that strategies are asked the same.
  private final SplittableRandom lengths;

  private final Result result;
  private final int measured;
  private final int unmeasured;
  private int asked;
  private int underWay;
  private double lastMs;

  /// @param fleet the whole
  /// @param number which part, from 0
  Part(Fleet fleet, Strategy strategy, Slo slo, Extent extent, int number) {
    this.fleet = fleet;
    this.strategy = strategy;
    this.extent = extent;
    this.number = number;
    SplittableRandom seeds = new SplittableRandom(extent.seed() + number);
    this.arrivals = fleet.load().arrivals().times(seeds.split(), number, extent.parts());
    this.lengths = seeds.split();
    this.measured = share(extent.answers());
    this.unmeasured = share(extent.warmUp());
    this.site =
        new Site(
            fleet.withReplicas(model -> share(model.replicas())).models(strategy),
            clock,
            seeds.split());
    this.topology = fleet.team().topology(strategy);
    for (Agent agent : topology.agents()) {
      lines.add(new Lines(agent, lines.size(), length(lines.size()).most()));
    }
    this.questions = new Questions(fleet.load().prompt().most());
    this.result = new Result(fleet, strategy, slo);
  }

  Result run() {
    expect();
    while (clock.next()) {}
    result.ended(lastMs, site);
    return result;
  }

  /// This part's share of something that is dealt out one by one.
  private int share(int all) {
    return all / extent.parts() + (number < all % extent.parts() ? 1 : 0);
  }

  private Length length(int agent) {
    boolean writer = agent == topology.answerer();
    return writer ? fleet.load().answer() : fleet.load().proposal();
  }

  /// Waits for the next question, if there is to be one.
  private void expect() {
    if (asked < measured + unmeasured && arrivals.hasNext()) {
      clock.at(arrivals.nextDouble(), this::ask);
    }
  }

  private void ask() {
    boolean counts = asked >= unmeasured;
    long id = (long) asked++ * extent.parts() + number;
    expect();
    if (underWay == extent.places()) {
      if (counts) {
        result.refuse();
      }
      return;
    }
    SplittableRandom own = lengths.split();
    String question = questions.of(id, fleet.load().prompt().draw(own));
    Lines answer = drawn(topology.answerer(), own);
    List<Lines> said = new ArrayList<>();
    for (int agent = 0; agent < topology.answerer(); agent++) {
      said.add(drawn(agent, own));
    }
    said.add(answer);
    new Answer(counts).begin(question, "f3nce" + id, said);
  }

  private Lines drawn(int agent, SplittableRandom random) {
    return lines.get(agent).first(length(agent).draw(random));
  }

  /// One answer under way.
  private final class Answer {
    private final boolean counts;
    private final Watch watch = new Watch();
    private @Nullable Performance performance;

    Answer(boolean counts) {
      this.counts = counts;
    }

    void begin(String question, String fence, List<Lines> said) {
      underWay++;
      performance =
          new Performance(
              fleet.team().plan(topology, strategy, question, fence),
              said,
              clock,
              site.visitor(),
              List.of(watch),
              this::over);
      performance.start();
    }

    private void over() {
      underWay--;
      lastMs = clock.nowMs();
      if (counts) {
        Outcome outcome = Objects.requireNonNull(performance).outcome();
        result.add(watch, Objects.requireNonNull(outcome));
      }
    }
  }
}
