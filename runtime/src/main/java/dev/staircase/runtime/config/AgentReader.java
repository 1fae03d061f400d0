package dev.staircase.runtime.config;

import dev.staircase.core.topology.HandOver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the agents of one virtual model, given what it says for all of them.
final class AgentReader {
  /// As in Mixture-of-Agents (arXiv 2406.04692).
  private static final double TEMPERATURE = 0.7;

  private final SeatReader seats;
  private final int samples;
  private final @Nullable Double temperature;
  private final int maxTokens;
  private final boolean barrier;
  private final HandOver handOver;
  private final boolean hedged;
  private final @Nullable SeatSettings hedge;
  private final List<SeatSettings> writersFallbacks;

  AgentReader(SeatReader seats, Cursor model) {
    this.seats = seats;
    this.samples = model.integer("samples", 1);
    this.temperature = model.decimal("temperature", TEMPERATURE);
    this.maxTokens = model.integer("max-tokens", 0);
    this.barrier = model.truth("barrier", true);
    this.handOver = handOver(model.get("hand-over"), HandOver.TOKENS);
    Cursor late = model.get("hedge");
    this.hedged = late != null && late.isMap();
    Cursor with = late == null ? null : late.get("with");
    this.hedge = with == null ? null : seats.seat(with);
    this.writersFallbacks = seats.seats(model.get("fallback"));
  }

  /// An agent that others read.
  AgentSettings source(Cursor written) {
    return agent(
        written,
        seats.seats(written.get("fallback")),
        written.decimal("temperature", temperature),
        written.integer("max-tokens", maxTokens),
        handOver(written.get("hand-over"), handOver));
  }

  /// The agents of a list, each as often as there are samples of it, with seeds counted up.
  List<AgentSettings> sampled(Cursor list) {
    List<AgentSettings> all = new ArrayList<>();
    for (Cursor written : list.items()) {
      AgentSettings one = source(written);
      int count = written.integer("samples", samples);
      if (count == 1) {
        all.add(one);
      } else {
        long first = one.seed() == null ? 1 : one.seed();
        LongStream.range(first, first + count).forEach(seed -> all.add(one.seeded(seed)));
      }
    }
    return all;
  }

  /// The agent that writes the answer.
  AgentSettings writer(Cursor written) {
    Cursor own = written.get("fallback");
    if (own != null && !writersFallbacks.isEmpty()) {
      own.problem(
          "expected the writer's fallback in one place, found it here and at the virtual model;"
              + " leave one out");
    }
    Cursor handed = written.get("hand-over");
    if (handed != null) {
      handed.problem(
          "expected no hand-over of the agent that writes the answer, which nobody reads, found"
              + " it; leave it out");
    }
    return agent(
        written,
        own == null ? writersFallbacks : seats.seats(own),
        written.decimal("temperature", null),
        written.integer("max-tokens", 0),
        HandOver.TOKENS);
  }

  /// An agent that others read, where it also writes the answer.
  AgentSettings writer(AgentSettings source) {
    return source.writing(
        writersFallbacks.isEmpty()
            ? source.seats()
            : Stream.concat(Stream.of(source.seat()), writersFallbacks.stream()).toList());
  }

  private AgentSettings agent(
      Cursor written,
      List<SeatSettings> fallbacks,
      @Nullable Double itsTemperature,
      int itsMaxTokens,
      HandOver itsHandOver) {
    SeatSettings seat = seats.seat(written);
    SeatSettings beside = hedge == null ? seat : hedge;
    Cursor seed = written.get("seed");
    Cursor instructions = written.get("instructions");
    return new AgentSettings(
        Stream.concat(Stream.of(seat), fallbacks.stream()).toList(),
        hedged ? beside : null,
        itsMaxTokens,
        itsTemperature,
        seed == null ? null : Long.valueOf(seed.node().json().asLong()),
        instructions == null ? null : instructions.text(),
        written.truth("barrier", barrier),
        itsHandOver);
  }

  private static HandOver handOver(@Nullable Cursor written, HandOver otherwise) {
    if (written == null) {
      return otherwise;
    }
    if (written.isMap()) {
      return HandOver.steps(written.text("step", ""));
    }
    return written.text().equals("sentence") ? HandOver.SENTENCES : HandOver.TOKENS;
  }
}
