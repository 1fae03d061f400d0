package dev.staircase.lab.sim;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws the models that agents speak through.
///
/// @param recovers whether some have fallbacks and hedges
/// @param warms whether some are warmed
/// @param priced whether their tokens cost something
/// @param units whether some hand over sentences or steps
record Models(Chance chance, boolean recovers, boolean warms, boolean priced, boolean units) {
  private static final List<Continuation> CONTINUATIONS = List.of(Continuation.values());
  private static final HandOver STEPS = HandOver.steps("@@");

  static Models draw(Chance chance, boolean plain, boolean recovers, boolean priced) {
    return new Models(
        chance, recovers, !plain && chance.percent(25), priced, !plain && chance.percent(35));
  }

  List<Seat> seats(int agent) {
    List<Seat> seats = new ArrayList<>();
    seats.add(seat("sim/m" + agent));
    int fallbacks = recovers && chance.percent(50) ? chance.between(1, 2) : 0;
    for (int i = 1; i <= fallbacks; i++) {
      seats.add(seat("sim/m" + agent + "-" + i));
    }
    return seats;
  }

  @Nullable Seat hedge(int agent) {
    return recovers && chance.percent(40) ? seat("sim/h" + agent) : null;
  }

  HandOver handOver() {
    return units ? chance.of(HandOver.TOKENS, HandOver.SENTENCES, STEPS) : HandOver.TOKENS;
  }

  private Seat seat(String model) {
    Price price = priced ? new Price(1_000, 100, 4_000) : Price.FREE;
    return new Seat(
        model, chance.of(CONTINUATIONS), price, warms && chance.percent(60), chance.percent(40));
  }
}
