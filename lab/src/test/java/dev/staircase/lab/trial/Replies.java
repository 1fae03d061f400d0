package dev.staircase.lab.trial;

import dev.staircase.lab.trial.Reply.AgentCost;
import dev.staircase.lab.trial.Reply.Cost;
import dev.staircase.lab.trial.Reply.Span;
import dev.staircase.lab.trial.Reply.Times;
import java.util.List;

/// Setups and replies for tests.
final class Replies {
  static final Variant SERIAL = new Variant("trio", "serial", null, null);
  static final Variant STAIRCASE = new Variant("trio", "staircase", null, null);

  private Replies() {}

  static Setup setup(int requests) {
    return new Setup(
        "built-in",
        "p",
        List.of("trio"),
        List.of("serial", "staircase"),
        List.of(),
        List.of(),
        null,
        1,
        requests,
        1,
        7);
  }

  /// A whole answer.
  static Reply whole(Variant variant, int round, double ttftMs) {
    return new Reply(
        variant,
        round,
        "prompt-" + round,
        0,
        new Times(ttftMs, ttftMs, null, ttftMs + 100, 10, 0, 5, 11, List.of(10.0, 30.0)),
        new Cost(
            100, 0, 50, null, 1, 4, 0.1, 0.0, false, List.of(new AgentCost("p1", "m", 1, 9, 0, 8))),
        ttftMs - 5,
        null,
        List.of(new Span("p1", 1, "step", 0, 40, "end")),
        "answer",
        null);
  }

  static Reply failed(Variant variant, int round) {
    return new Reply(
        variant,
        round,
        "prompt-" + round,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        "",
        "HTTP 503: busy");
  }
}
