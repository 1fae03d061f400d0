package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
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
  ASKS_FOR_TOO_MUCH(requests(Planted::unlimited), Bounds.class),
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
      CallDiscipline.class),
  RETRIES_TOO_OFTEN(
      recovering(r -> recovery(r.retries() + 1, r.backoffMs(), r.budget(), r.hedgeMs())),
      Retries.class),
  RETRIES_TOO_SOON(
      recovering(r -> recovery(r.retries(), r.backoffMs() / 2, r.budget(), r.hedgeMs())),
      Retries.class),
  OVERDRAWS_ITS_BUDGET(
      recovering(r -> recovery(r.retries(), r.backoffMs(), r.budget() + 1, r.hedgeMs())),
      Retries.class),
  HEDGES_TOO_SOON(
      recovering(r -> recovery(r.retries(), r.backoffMs(), r.budget(), r.hedgeMs() / 2)),
      Hedges.class),
  RESUMES_TOO_OFTEN(
      Replanned.limits(l -> new Limits(l.steps(), l.chars(), l.resumes() + 1, l.reasks())),
      Resumes.class),
  FORGETS_FALLBACKS(
      Replanned.agents(a -> Replanned.seats(a, a.seats().subList(0, 1))), SeatsInOrder.class),
  ASKS_FALLBACKS_FIRST(
      Replanned.agents(a -> Replanned.seats(a, a.seats().reversed())), SeatsInOrder.class),
  IGNORES_CAPS(Replanned.caps(caps -> Caps.NONE), CapsHold.class),
  TURNS_CAPS_ROUND(Replanned.caps(Replanned::turnedRound), CapsHold.class),
  WARMS_AT_LENGTH(
      each(e ->
          e instanceof Effect.Call call && call.purpose() == Effect.Purpose.WARM
              ? List.of(asking(call, unlimited(call.request())))
              : List.of(e)),
      WarmCalls.class),
  LOSES_TOOLS(dropping(e -> e instanceof Effect.EmitToolCalls), ToolsPass.class),
  WRITES_ONE_PIECE_IN_STEPS(Replanned.agents(Replanned::asText), InOnePiece.class),
  HANDS_OVER_WORDS(Replanned.agents(Replanned::byWords), HandsOverUnits.class),
  AGREES_ON_ANYTHING(Replanned.agreeing("Answer"), Agreed.class),
  KEEPS_WHAT_NOBODY_READS(Planted::keepingUnread, Released.class),
  FORGETS_IMAGES(requests(r -> messages(r, Message::plain)), Attachments.class),
  MISCOUNTS_NEWS(
      each(e ->
          e instanceof Effect.Call call
              ? List.of(
                  new Effect.Call(
                      call.call(),
                      call.agent(),
                      call.step(),
                      call.purpose(),
                      call.news() + 1,
                      call.request()))
              : List.of(e)),
      News.class);

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

  private static Function<Plan, Driver> recovering(UnaryOperator<Recovery> change) {
    return Replanned.recovery(change);
  }

  private static Recovery recovery(int retries, long backoffMs, int budget, long hedgeMs) {
    return new Recovery(retries, backoffMs, 5_000, budget, hedgeMs);
  }

  private static ModelCall unlimited(ModelCall r) {
    return new ModelCall(r.model(), r.messages(), r.continuation(), 0, r.sampling());
  }

  /// Closes no call when debaters agree or a proposer is dropped.
  private static Driver keepingUnread(Plan plan) {
    Engine engine = new Engine(plan);
    return event -> {
      List<Effect> effects = engine.on(event);
      boolean releases =
          effects.stream()
              .anyMatch(e ->
                  e instanceof Effect.Note(int agent, var what, var why)
                      && (what == Effect.What.AGREED || what == Effect.What.DROPPED));
      return releases && !(effects.getLast() instanceof Effect.Done)
          ? effects.stream().filter(e -> !(e instanceof Effect.Abort)).toList()
          : effects;
    };
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
      return asking(call, Planted.unlimited(r));
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
