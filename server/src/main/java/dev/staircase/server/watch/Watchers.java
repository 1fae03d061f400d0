package dev.staircase.server.watch;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.client.TraceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several watchers as one.
record Watchers(List<Watcher> all) implements Watcher {
  @Override
  public Watch begin(Begun begun) {
    return new Group(all.stream().map(watcher -> watcher.begin(begun)).toList());
  }

  @Override
  public void refused(Refused refused) {
    all.forEach(watcher -> watcher.refused(refused));
  }

  @Override
  public void passed(Passed passed) {
    all.forEach(watcher -> watcher.passed(passed));
  }

  /// Several watches of one answer.
  private record Group(List<Watch> watches) implements Watch {
    @Override
    public void event(long atMicros, Event event) {
      watches.forEach(watch -> watch.event(atMicros, event));
    }

    @Override
    public void effects(long atMicros, List<Effect> effects) {
      watches.forEach(watch -> watch.effects(atMicros, effects));
    }

    @Override
    public void usage(int call, Usage usage) {
      watches.forEach(watch -> watch.usage(call, usage));
    }

    @Override
    public @Nullable TraceContext context(int call) {
      for (Watch watch : watches) {
        TraceContext context = watch.context(call);
        if (context != null) {
          return context;
        }
      }
      return null;
    }

    @Override
    public void over(int status, boolean clientLeft, Tally tally) {
      watches.forEach(watch -> watch.over(status, clientLeft, tally));
    }
  }
}
