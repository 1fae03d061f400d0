package dev.staircase.bench.engine;

import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Whole answers, from the plan to the last effect. Their events are written down beforehand, so
/// that nothing is measured but the engine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {
  /// Tokens of each proposal, and of the answer.
  static final int TOKENS = 200;

  /// What kind of answer.
  @Param public Scenario scenario = Scenario.STAIRCASE;

  private Plan plan = scenario.plan();
  private List<Event> events = List.of();

  /// Counts events, so that JMH tells them a second as well.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counted {
    /// Events taken.
    public long events;
  }

  /// Writes the events down.
  @Setup
  public void write() {
    plan = scenario.plan();
    events = Script.record(plan, TOKENS).events();
  }

  /// One answer.
  @Benchmark
  public void answer(Counted counted, Blackhole effects) {
    Engine engine = new Engine(plan);
    for (Event event : events) {
      effects.consume(engine.on(event));
    }
    counted.events += events.size();
  }
}
