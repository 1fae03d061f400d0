package dev.staircase.server.log;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Passed;
import dev.staircase.server.watch.Refused;
import dev.staircase.server.watch.Watch;
import dev.staircase.server.watch.Watcher;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes one line for each request once it is over, to the logger [#NAME], its figures as
/// key-value pairs.
///
/// Nothing of what was asked or answered stands in it, nor what upstreams say of their errors: they
/// like to repeat what they were asked.
public final class AccessLog implements Watcher {
  /// The logger's name.
  public static final String NAME = "dev.staircase.access";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);
  private static final double TENTH = 10;
  private static final double NANOS_PER_MS = 1e6;

  @Override
  public Watch begin(Begun begun) {
    return new Line(begun);
  }

  @Override
  public void refused(Refused refused) {
    line(refused.id(), refused.caller() == null ? null : refused.caller().key())
        .addKeyValue("surface", refused.surface())
        .addKeyValue("status", refused.status())
        .addKeyValue("code", refused.code())
        .log("refused");
  }

  @Override
  public void passed(Passed passed) {
    LoggingEventBuilder line =
        line(passed.id(), passed.caller().key())
            .addKeyValue("surface", passed.surface())
            .addKeyValue("model", passed.model())
            .addKeyValue("streamed", passed.streamed())
            .addKeyValue("status", passed.status())
            .addKeyValue("client_left", passed.clientLeft())
            .addKeyValue("total_ms", tenths(passed.nanos() / NANOS_PER_MS));
    took(line, passed.usage()).addKeyValue("usd", passed.usd()).log("passed");
  }

  private static LoggingEventBuilder took(LoggingEventBuilder line, Usage usage) {
    return line.addKeyValue("prompt_tokens", usage.promptTokens())
        .addKeyValue("cached_tokens", usage.cachedTokens())
        .addKeyValue("completion_tokens", usage.completionTokens());
  }

  private static double tenths(double ms) {
    return Math.round(ms * TENTH) / TENTH;
  }

  private static LoggingEventBuilder line(String id, @Nullable String key) {
    LoggingEventBuilder line = LOG.atInfo().addKeyValue("request_id", id);
    return key == null ? line : line.addKeyValue("key", key);
  }

  /// The line of one answer.
  private static final class Line implements Watch {
    private final Begun begun;
    private final long beganNanos = System.nanoTime();

    Line(Begun begun) {
      this.begun = begun;
    }

    @Override
    public void event(long atMicros, Event event) {}

    @Override
    public void effects(long atMicros, List<Effect> effects) {}

    @Override
    public void over(int status, boolean clientLeft, Tally tally) {
      LoggingEventBuilder line =
          line(begun.id(), begun.caller().key())
              .addKeyValue("surface", begun.surface())
              .addKeyValue("model", begun.model())
              .addKeyValue("streamed", begun.streamed())
              .addKeyValue("status", status)
              .addKeyValue("client_left", clientLeft)
              .addKeyValue("ttft_ms", tenths(tally.ttftMs()))
              .addKeyValue("e2e_ms", tenths(tally.e2eMs()))
              .addKeyValue("total_ms", tenths((System.nanoTime() - beganNanos) / NANOS_PER_MS))
              .addKeyValue("steps", tally.steps())
              .addKeyValue("calls", tally.calls());
      line = took(line, tally.usage());
      Double usd = tally.usd();
      if (usd != null) {
        line = line.addKeyValue("usd", usd);
      }
      line.addKeyValue("outcome", outcome(tally.outcome())).log("answered");
    }

    private static String outcome(@Nullable Outcome outcome) {
      return switch (outcome) {
        case null -> "unfinished";
        case Outcome.Completed(var finish) -> word(finish);
        case Outcome.Failed(var error) -> "failed:" + word(error.kind());
        case Outcome.Cancelled _ -> "cancelled";
      };
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
