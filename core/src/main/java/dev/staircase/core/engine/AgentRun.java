package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Effect.What;
import dev.staircase.core.prompt.Briefing;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import dev.staircase.core.topology.Agent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One agent at work on one answer: waits for its view, writes a step on it, is cut over to the
/// next, until its end.
///
/// An agent that reads nobody is the same thing with one view that is ready at once.
final class AgentRun {
  /// Tokens a call may write beyond its bound, so that it is cut at a word end by us and not inside
  /// a word upstream.
  private static final int WORD_TOKENS = 8;

  private enum State {
    WAITING,
    WRITING,
    ENDED,
    FAILED
  }

  private final int index;
  private final Agent agent;
  private final Plan plan;
  private final Pace pace;
  private final Reading reading;
  private final Desk desk;
  private final @Nullable Stops client;
  private final Text text = new Text();
  private final List<Shown> steps = new ArrayList<>();
  private State state = State.WAITING;
  private Continuation continuation;
  private int readers;
  private int call = -1;
  private boolean boundedCall;
  private boolean continuing;
  private int stepStart;
  private int silentEnds;
  private boolean held;
  private int resumes;
  private int reasks;

  /// The white space that is known to follow the text; "" when its last word may be unfinished.
  private String gap = "";

  private @Nullable Seam seam;
  private @Nullable Finish finish;
  private @Nullable CallError error;

  /// @param sources the agents it reads
  /// @param client where its text goes out, for the agent that writes the answer; else null
  AgentRun(int index, Plan plan, List<AgentRun> sources, Desk desk, @Nullable Stops client) {
    this.index = index;
    this.agent = plan.topology().agents().get(index);
    this.plan = plan;
    this.desk = desk;
    this.client = client;
    this.continuation = agent.seats().getFirst().continuation();
    this.pace = plan.paces().get(index);
    this.reading = new Reading(index, pace, sources, desk);
    sources.forEach(source -> source.readers++);
  }

  int index() {
    return index;
  }

  String name() {
    return agent.name();
  }

  Text text() {
    return text;
  }

  int openCall() {
    return call;
  }

  /// Whether nothing more will come.
  boolean over() {
    return state == State.ENDED || state == State.FAILED;
  }

  /// Whether it came to its end.
  boolean wrote() {
    return state == State.ENDED;
  }

  @Nullable Finish finish() {
    return finish;
  }

  @Nullable CallError error() {
    return error;
  }

  /// Why it failed, in words.
  String reason() {
    return error == null ? "still writing" : error.message();
  }

  /// Does what can be done without news of its own call: begins a step, ends, fails, or loses
  /// patience.
  void advance() {
    if (over()) {
      return;
    }
    reading.refresh();
    if (state == State.WRITING) {
      return;
    }
    if (reading.belowQuorum()) {
      fail(new CallError(CallError.Kind.THEIRS, 0, reading.losses()));
    } else if (viewReady()) {
      beginStep();
    } else if (held && reading.complete()) {
      end(Finish.STOP);
    } else {
      reading.armPatience(chunk(), text.tokens());
    }
  }

  void deadline(int timer) {
    if (!over()) {
      reading.deadline(timer, chunk(), text.tokens());
    }
  }

  void delta(String piece) {
    Seam joint = seam;
    String fresh = joint == null ? piece : joint.accept(piece);
    if (joint != null && joint.restarted()) {
      restart(joint, null);
      return;
    }
    if (joint != null && joint.open()) {
      closeSeam(joint);
    }
    if (!fresh.isEmpty()) {
      write(fresh);
    }
  }

  void ended(Finish how) {
    call = -1;
    Seam joint = how == Finish.CONTENT_FILTER ? null : seam;
    seam = null;
    if (joint != null) {
      String rest = joint.finish();
      if (joint.restarted()) {
        restart(joint, how);
        return;
      }
      closeSeam(joint);
      put(rest);
    }
    if (over()) {
      return;
    }
    boolean said = closeStep();
    switch (how) {
      case LENGTH -> {
        if (boundedCall) {
          state = State.WAITING;
        } else {
          end(Finish.LENGTH);
        }
      }
      case CONTENT_FILTER, TOOL_CALLS -> end(how);
      case STOP -> {
        if (reading.complete() || pace.earlyEnd() == Pace.EarlyEnd.ACCEPT) {
          end(Finish.STOP);
        } else {
          hold(said);
        }
      }
    }
  }

  /// What the seam still keeps back goes with the call: nothing tells it from a repeat.
  void failed(CallError cause) {
    call = -1;
    seam = null;
    closeStep();
    boolean refused = refusedToContinue(cause);
    boolean again =
        refused || (cause.kind() != CallError.Kind.OURS && resumes < plan.limits().resumes());
    if (again && !agent.reads().isEmpty()) {
      continuation = refused ? Continuation.NEW_TURN : continuation;
      resumes += refused ? 0 : 1;
      desk.note(index, What.RESUMED, cause.message());
      if (viewReady()) {
        beginStep();
      } else {
        ask();
      }
    } else {
      fail(cause);
    }
  }

  /// Whether an upstream wants no text of its own to continue; it may well go on in a new turn.
  /// Never twice, for what is asked in a new turn continues no text.
  private boolean refusedToContinue(CallError cause) {
    boolean badRequest = cause.status() == 400 || cause.status() == 422;
    return cause.kind() == CallError.Kind.OURS && badRequest && continuing;
  }

  /// One reader fewer; without any, the agent stops.
  void release() {
    if (--readers == 0 && !over()) {
      abort();
      fail(new CallError(CallError.Kind.CANCELLED, 0, "no agent reads it any more"));
    }
  }

  /// Closes its call, if one is open.
  void abort() {
    if (call >= 0) {
      desk.abort(call);
      call = -1;
    }
  }

  private boolean viewReady() {
    return viewReady(text.tokens());
  }

  private boolean viewReady(int written) {
    return steps.size() < plan.limits().steps() && reading.ready(chunk(), written);
  }

  /// The chunk that the next step waits for: the pace's, doubled for each end that came with
  /// nothing new said. A writer that stands idle takes less, see [Pace].
  private int chunk() {
    int next = steps.size() + 1;
    if (next >= plan.limits().steps() || pace.serial()) {
      return Pace.WHOLE;
    }
    long grown = pace.chunk(next);
    boolean idle = state == State.WAITING && next > 1;
    long wanted = idle ? Math.min(grown, pace.idleChunk(reading.leastShown())) : grown;
    return (int) Math.min(Pace.WHOLE, wanted << Math.min(silentEnds, 30));
  }

  private void beginStep() {
    List<Part> parts = reading.view(chunk(), text.tokens());
    steps.add(new Shown(parts, ""));
    stepStart = text.length();
    held = false;
    ask();
  }

  private void ask() {
    long left = agent.maxTokens() == 0 ? Long.MAX_VALUE : agent.maxTokens() - text.tokens();
    if (left <= 0) {
      end(Finish.LENGTH);
      return;
    }
    long bound = reading.bound();
    long toBound =
        bound == Long.MAX_VALUE ? bound : Math.max(1, bound - text.tokens()) + WORD_TOKENS;
    long most = Math.min(left, toBound);
    boundedCall = toBound < left;
    var briefing = new Briefing(agent, plan.conversation(), plan.fence(), continuation, steps);
    ModelCall request =
        new ModelCall(
            agent.model(),
            plan.layout().messages(briefing),
            continuation,
            most > Integer.MAX_VALUE - 1 ? 0 : (int) most,
            sampling());
    continuing = request.continuesText();
    call = desk.call(index, steps.size(), Effect.Purpose.WRITE, 0, request);
    state = State.WRITING;
    seam = text.length() == 0 ? null : new Seam(text.from(0), gap, request.continuesText());
  }

  /// An upstream that stops at a stop sequence doesn't say so, and its end would be held while
  /// proposals are still being written: the sequences are left to [Stops] as long.
  private Sampling sampling() {
    Sampling all = agent.sampling();
    return client == null || reading.complete() ? all : all.withoutStops();
  }

  private void write(String piece) {
    int cut = cutDue(piece) ? cutIn(piece) : -1;
    if (cut < 0) {
      put(piece);
      return;
    }
    put(piece.substring(0, cut));
    if (over()) {
      return;
    }
    gap = leadingSpace(piece.substring(cut));
    abort();
    closeStep();
    state = State.WAITING;
    advance();
  }

  /// Appends to the text, and hands it to the client where this agent writes the answer.
  private void put(String piece) {
    gap = piece.isEmpty() ? gap : "";
    text.append(piece);
    if (client != null) {
      desk.emit(client.pass(piece));
      if (client.hit()) {
        abort();
        closeStep();
        end(Finish.STOP);
        return;
      }
    }
    if (text.length() > plan.limits().chars()) {
      desk.note(index, What.LIMITED, "more than " + plan.limits().chars() + " characters");
      abort();
      closeStep();
      end(Finish.LENGTH);
    }
  }

  /// Whether the writer should turn to its next view at the next word end: only if it is ready when
  /// the piece is written too, since a lead asks for more then.
  private boolean cutDue(String piece) {
    long bound = reading.bound();
    if (text.tokens() >= bound) {
      return true;
    }
    boolean atWord = pace.cutOver() == Pace.CutOver.AT_WORD || bound == Long.MAX_VALUE;
    return atWord && viewReady(text.tokens() + Tokens.in(piece));
  }

  /// Where a word ends in a piece, looking back at the text before; never before the step has said
  /// something.
  private int cutIn(String piece) {
    int back = Math.min(text.length() - stepStart, Words.LONGEST_WORD);
    String window = text.from(text.length() - back) + piece;
    int end = Words.firstEnd(window, Math.max(back, 1));
    return end < 0 ? -1 : end - back;
  }

  private static String leadingSpace(String rest) {
    int end = 0;
    while (end < rest.length() && Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end);
  }

  private void closeSeam(Seam joint) {
    seam = null;
    if (joint.swallowed() > 0) {
      desk.note(index, What.REPEATED, joint.swallowed() + " characters swallowed");
    }
  }

  /// @param end how the call ended, or null while it is open
  private void restart(Seam joint, @Nullable Finish end) {
    seam = null;
    if (reasks < plan.limits().reasks()) {
      reasks++;
      desk.note(index, What.RESTARTED, "asked again in a new turn");
      abort();
      continuation = Continuation.NEW_TURN;
      ask();
    } else {
      desk.note(index, What.RESTARTED, "taken as it is");
      put(joint.asItIs());
      if (end != null && !over()) {
        ended(end);
      }
    }
  }

  /// Writes down what the step has said.
  ///
  /// @return whether that is anything
  private boolean closeStep() {
    if (steps.isEmpty()) {
      return false;
    }
    String written = text.from(stepStart);
    steps.set(steps.size() - 1, new Shown(steps.getLast().parts(), written));
    return !written.isBlank();
  }

  private void hold(boolean said) {
    silentEnds = said ? 0 : silentEnds + 1;
    held = true;
    gap = Words.endsAlone(text.chars()) ? "" : " ";
    state = State.WAITING;
    desk.note(index, What.HELD, "waits for " + chunk() + " tokens more of each proposal");
  }

  private void end(Finish how) {
    state = State.ENDED;
    finish = how;
    if (client != null) {
      desk.emit(client.rest());
    }
  }

  private void fail(CallError cause) {
    state = State.FAILED;
    error = cause;
  }
}
