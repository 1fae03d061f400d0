package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Bugs planted in the engine, each of which a checker must catch.
@SuppressWarnings("ImmutableEnumChecker")
enum Planted {
  EMITS_TWICE(
      each(e -> e instanceof Effect.Emit ? List.of(e, e) : List.of(e)),
      NothingLost.class,
      ClaimedText.class),
  LOSES_EMITS(
      dropping(e -> e instanceof Effect.Emit(String text) && text.length() % 3 == 0),
      NothingLost.class,
      ClaimedText.class),
  SWALLOWS_SPACES(
      each(e ->
          e instanceof Effect.Emit(String text) && text.startsWith(" ")
              ? List.of(new Effect.Emit(" " + text.strip() + " "))
              : List.of(e)),
      NothingLost.class,
      ClaimedText.class),
  EMITS_EMPTY(
      each(e -> e instanceof Effect.Emit ? List.of(e, new Effect.Emit("")) : List.of(e)),
      Bounds.class),
  HALVES_PAIRS(each(Planted::halved), WellFormed.class),
  GOES_ON_AFTER_DONE(
      each(e -> e instanceof Effect.Done ? List.of(e, new Effect.Emit("more")) : List.of(e)),
      OneEnding.class),
  ENDS_TWICE(each(e -> e instanceof Effect.Done ? List.of(e, e) : List.of(e)), OneEnding.class),
  NEVER_ENDS(dropping(e -> e instanceof Effect.Done), OneEnding.class),
  CANCELS_BY_ITSELF(
      each(e ->
          e instanceof Effect.Done(Outcome.Completed how)
              ? List.of(new Effect.Done(new Outcome.Cancelled()))
              : List.of(e)),
      OneEnding.class),
  FAILS_FOR_NOTHING(
      each(e ->
          e instanceof Effect.Done(Outcome.Completed how)
              ? List.of(
                  new Effect.Done(new Outcome.Failed(new CallError(CallError.Kind.THEIRS, 0, "?"))))
              : List.of(e)),
      OneEnding.class),
  CLOSES_TWICE(
      each(e -> e instanceof Effect.Abort ? List.of(e, e) : List.of(e)), CallDiscipline.class),
  NEVER_CLOSES(dropping(e -> e instanceof Effect.Abort), CallDiscipline.class),
  CALLS_TWICE(
      each(e ->
          e instanceof Effect.Call call ? List.of(e, numbered(call, call.call() + 1)) : List.of(e)),
      CallDiscipline.class),
  SKIPS_NUMBERS(
      each(e ->
          e instanceof Effect.Call call ? List.of(numbered(call, 2 * call.call())) : List.of(e)),
      CallDiscipline.class),
  BEGINS_AT_ONCE(plan -> new EagerReader(plan)::on, FirstStep.class),
  STEPS_WITHOUT_NEWS(plan -> new StaleView(plan)::on, NewsInEveryStep.class),
  ASKS_FOR_TOO_MUCH(
      requests(r -> new ModelCall(r.model(), r.messages(), r.continuation(), 0, r.sampling())),
      Bounds.class),
  FORGETS_ITS_TEXT(
      requests(r -> messages(r, m -> m.role() == Role.ASSISTANT ? Message.assistant("?") : m)),
      ClaimedText.class),
  REWRITES_PROMPTS(
      plan -> {
        Engine engine = new Engine(plan);
        int[] calls = {0};
        return event ->
            map(
                engine.on(event),
                e ->
                    e instanceof Effect.Call call
                        ? asking(
                            call,
                            messages(
                                call.request(),
                                m ->
                                    m.role() == Role.SYSTEM
                                        ? Message.system(m.content() + calls[0]++)
                                        : m))
                        : e);
      },
      PromptsExtend.class),
  ADDS_EMPTY_TURNS(
      requests(r -> {
        List<Message> all = new ArrayList<>(r.messages());
        all.add(Message.assistant(""));
        return new ModelCall(r.model(), all, r.continuation(), r.maxTokens(), r.sampling());
      }),
      WellFormed.class),
  SHOWS_DROPPED(plan -> new Gossip(plan)::on, NothingDropped.class),
  MISQUOTES(
      requests(r ->
          messages(r, m -> new Message(m.role(), m.content().replaceAll("(f3nc3\n\\w)", "$1!")))),
      SourcesAsSpoken.class),
  WRITES_ON(plan -> new NeverCut(plan)::on, Lead.class),
  SERIAL_TWICE(plan -> new AgainInSerial(plan)::on, SerialOnce.class),
  SHUFFLES(
      plan -> {
        Engine engine = new Engine(plan);
        return event -> {
          List<Effect> effects = new ArrayList<>(engine.on(event));
          effects.sort(Comparator.comparingInt(System::identityHashCode));
          return effects;
        };
      },
      OneEnding.class,
      CallDiscipline.class);

  final Function<Plan, Driver> driver;
  final List<String> caughtBy;

  @SafeVarargs
  @SuppressWarnings("varargs")
  Planted(Function<Plan, Driver> driver, Class<? extends Checker>... caughtBy) {
    this.driver = driver;
    this.caughtBy = List.of(caughtBy).stream().map(Class::getSimpleName).toList();
  }

  private static Function<Plan, Driver> each(Function<Effect, List<Effect>> change) {
    return plan -> {
      Engine engine = new Engine(plan);
      return event -> engine.on(event).stream().flatMap(e -> change.apply(e).stream()).toList();
    };
  }

  private static Function<Plan, Driver> dropping(Predicate<Effect> dropped) {
    return each(e -> dropped.test(e) ? List.of() : List.of(e));
  }

  private static Function<Plan, Driver> requests(UnaryOperator<ModelCall> change) {
    return each(e ->
        List.of(e instanceof Effect.Call call ? asking(call, change.apply(call.request())) : e));
  }

  private static List<Effect> map(List<Effect> effects, UnaryOperator<Effect> change) {
    return effects.stream().map(change).collect(Collectors.toList());
  }

  private static List<Effect> halved(Effect effect) {
    if (effect instanceof Effect.Emit(String text)) {
      for (int i = 1; i < text.length(); i++) {
        if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
          return List.of(new Effect.Emit(text.substring(0, i)), new Effect.Emit(text.substring(i)));
        }
      }
    }
    return List.of(effect);
  }

  static Effect.Call numbered(Effect.Call call, int number) {
    return new Effect.Call(
        number, call.agent(), call.step(), call.purpose(), call.news(), call.request());
  }

  static Effect.Call asking(Effect.Call call, ModelCall request) {
    return new Effect.Call(
        call.call(), call.agent(), call.step(), call.purpose(), call.news(), request);
  }

  static ModelCall messages(ModelCall request, UnaryOperator<Message> change) {
    List<Message> changed = request.messages().stream().map(change).toList();
    return new ModelCall(
        request.model(), changed, request.continuation(), request.maxTokens(), request.sampling());
  }

  /// Calls the last agent at the start, whatever it reads.
  private static final class EagerReader {
    private final Engine engine;
    private final Plan plan;

    EagerReader(Plan plan) {
      this.engine = new Engine(plan);
      this.plan = plan;
    }

    List<Effect> on(Event event) {
      List<Effect> effects = new ArrayList<>(engine.on(event));
      int last = plan.topology().answerer();
      long calls = effects.stream().filter(Effect.Call.class::isInstance).count();
      if (event instanceof Event.Started && last > 0 && calls > 0) {
        ModelCall first = ((Effect.Call) effects.getFirst()).request();
        effects.add(new Effect.Call((int) calls, last, 1, Effect.Purpose.WRITE, 0, first));
      }
      return effects;
    }
  }

  /// Shows the view of the step before again.
  private static final class StaleView {
    private final Engine engine;
    private final Map<Integer, ModelCall> before = new TreeMap<>();

    StaleView(Plan plan) {
      this.engine = new Engine(plan);
    }

    List<Effect> on(Event event) {
      return map(
          engine.on(event),
          e -> {
            if (e instanceof Effect.Call call) {
              ModelCall stale = before.putIfAbsent(call.agent(), call.request());
              return stale == null ? e : asking(call, stale);
            }
            return e;
          });
    }
  }

  /// Adds what a dropped proposer said to the next prompts.
  private static final class Gossip {
    private final Engine engine;
    private final StringBuilder heard = new StringBuilder();
    private boolean dropped;

    Gossip(Plan plan) {
      this.engine = new Engine(plan);
    }

    List<Effect> on(Event event) {
      if (event instanceof Event.Delta(int call, String text)) {
        heard.append(text);
      }
      List<Effect> effects = engine.on(event);
      dropped |=
          effects.stream()
              .anyMatch(e ->
                  e instanceof Effect.Note(int agent, var what, var why)
                      && what == Effect.What.DROPPED);
      return !dropped
          ? effects
          : map(
              effects,
              e ->
                  e instanceof Effect.Call call
                      ? asking(
                          call,
                          messages(call.request(), m -> new Message(m.role(), m.content() + heard)))
                      : e);
    }
  }

  /// Cuts no writer: keeps from the engine what is said after the first step.
  private static final class NeverCut {
    private final Engine engine;
    private int writer = -1;
    private final int last;

    NeverCut(Plan plan) {
      this.engine = new Engine(plan);
      this.last = plan.topology().answerer();
    }

    List<Effect> on(Event event) {
      if (event instanceof Event.Delta(int call, var text) && call == writer) {
        return List.of();
      }
      List<Effect> effects = engine.on(event);
      for (Effect effect : effects) {
        if (effect instanceof Effect.Call call && call.agent() == last) {
          writer = call.call();
        }
      }
      return map(
          effects,
          e -> e instanceof Effect.Call call && call.agent() == last ? unbounded(call) : e);
    }

    private static Effect.Call unbounded(Effect.Call call) {
      ModelCall r = call.request();
      return asking(
          call, new ModelCall(r.model(), r.messages(), r.continuation(), 0, r.sampling()));
    }
  }

  /// Asks the last agent again when it has ended.
  private static final class AgainInSerial {
    private final Engine engine;
    private int calls;
    private Effect.@Nullable Call last;

    AgainInSerial(Plan plan) {
      this.engine = new Engine(plan);
    }

    List<Effect> on(Event event) {
      if (last != null && event.equals(new Event.Ended(last.call(), Finish.STOP)) && calls > 0) {
        Effect.Call again = numbered(last, calls);
        last = null;
        return List.of(again);
      }
      List<Effect> effects = engine.on(event);
      for (Effect effect : effects) {
        if (effect instanceof Effect.Call call) {
          calls++;
          last = call;
        }
      }
      return effects;
    }
  }
}
