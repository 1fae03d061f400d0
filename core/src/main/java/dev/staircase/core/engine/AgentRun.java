package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.engine.Effect.What;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
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
  private final Requests requests;
  private final Line line;
  private final Warming warming;
  private final @Nullable Stops client;
  private final Draft draft = new Draft();
  private final Text text = draft.text();
  private State state = State.WAITING;
  private int readers;
  private int callTokens;
  private boolean boundedCall;
  private long promptTokens;
  private int silentEnds;
  private boolean held;
  private int reasks;

  private @Nullable Seam seam;
  private @Nullable Finish finish;
  private @Nullable CallError error;

  /// @param sources the agents it reads
  /// @param client where its text goes out, for the agent that writes the answer; else null
  AgentRun(int index, Plan plan, List<AgentRun> sources, Desk desk, @Nullable Stops client) {
    this.index = index;
    this.agent = plan.topology().agents().get(index);
    this.plan = plan;
    this.pace = plan.paceOf(index);
    this.desk = desk;
    this.client = client;
    this.requests = new Requests(plan, index);
    this.line = new Line(index, plan, client != null, desk, this::request);
    this.reading = new Reading(index, agent, pace, sources, desk);
    this.warming = new Warming(index, desk);
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

  /// In which units readers may be shown its text.
  HandOver handOver() {
    return agent.handOver();
  }

  /// Whether a call is open for it.
  boolean owns(int call) {
    return line.owns(call) || warming.owns(call);
  }

  /// Whether it has called tools.
  boolean calledTools() {
    return line.calledTools();
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

  /// Why its readers have nothing of it, in words.
  String reason() {
    return error == null ? "said nothing" : error.message();
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
      fail(reading.losses());
    } else if (viewReady(text.tokens())) {
      beginStep();
    } else if (held && reading.complete()) {
      end(Finish.STOP);
    } else {
      reading.armPatience(chunk(), text.tokens());
      warm();
    }
  }

  void deadline(int timer) {
    if (over()) {
      return;
    }
    if (line.deadline(timer)) {
      askAgain();
    }
    reading.deadline(timer, chunk(), text.tokens());
  }

  void delta(int call, String piece) {
    if (warming.owns(call)) {
      return;
    }
    speaks(call);
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

  /// Tools are for the agent that writes the answer; what others call is not heard.
  void toolCalls(int call, String json) {
    if (client == null || warming.owns(call)) {
      return;
    }
    speaks(call);
    Seam joint = seam;
    if (joint != null) {
      String rest = joint.finish();
      closeSeam(joint);
      put(rest);
    }
    if (over()) {
      return;
    }
    line.callsTools();
    desk.emit(client.rest());
    desk.emitToolCalls(json);
  }

  void ended(int call, Finish how) {
    if (warming.ended(call)) {
      return;
    }
    line.ended(call);
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
    if (!over()) {
      stepOver(how);
    }
  }

  private void stepOver(Finish how) {
    boolean said = draft.close();
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
        boolean last = reading.complete() || line.calledTools() || !room(1);
        if (last || pace.earlyEnd() == Pace.EarlyEnd.ACCEPT) {
          end(Finish.STOP);
        } else {
          hold(said);
        }
      }
    }
  }

  /// What the seam still keeps back goes with the call: nothing tells it from a repeat.
  void failed(int call, CallError cause) {
    if (warming.ended(call)) {
      return;
    }
    switch (line.failed(call, cause)) {
      case GOES_ON -> {}
      case WAITS -> seam = null;
      case AGAIN -> askAgain();
      case OVER -> {
        draft.close();
        fail(line.failure());
      }
    }
  }

  /// One reader fewer; without any, the agent stops.
  void release() {
    if (--readers == 0) {
      stop("no agent reads it any more");
    }
  }

  /// Stops it where it stands.
  void stop(String why) {
    if (!over()) {
      fail(new CallError(CallError.Kind.CANCELLED, 0, why));
    }
  }

  /// Reads other agents in place of those of which nothing was shown yet.
  void readInstead(List<AgentRun> others) {
    reading.readInstead(others);
  }

  /// Ends the text as it stands.
  void endNow(Finish how) {
    draft.close();
    end(how);
  }

  /// Closes its calls.
  void abort() {
    line.stop();
    warming.stop();
  }

  private boolean viewReady(int written) {
    return draft.steps().size() < plan.limits().steps() && reading.ready(chunk(), written);
  }

  /// The chunk that the next step waits for: the pace's, doubled for each end that came with
  /// nothing new said. A writer that stands idle takes less, see [Pace].
  private int chunk() {
    int next = draft.steps().size() + 1;
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
    draft.begin(parts);
    held = false;
    ask(reading.news());
  }

  /// Asks anew after a failure, with more to show where that is ready.
  private void askAgain() {
    seam = null;
    draft.close();
    if (viewReady(text.tokens())) {
      beginStep();
    } else {
      ask(0);
    }
  }

  /// @param news tokens that are shown for the first time
  private void ask(long news) {
    if (agent.maxTokens() > 0 && text.tokens() >= agent.maxTokens()) {
      end(Finish.LENGTH);
      return;
    }
    warming.stop();
    state = State.WRITING;
    limitCall();
    if (!line.open(draft.steps().size(), news)) {
      outOfCalls();
    }
  }

  /// A call is needed and can't be had.
  private void outOfCalls() {
    String why = desk.full();
    desk.note(index, What.CAPPED, why);
    boolean mayFinish = client == null || plan.caps().atCap() == Caps.AtCap.FINISH;
    if (mayFinish && !text.isBlank()) {
      end(Finish.LENGTH);
    } else {
      fail(Spending.error(why));
    }
  }

  /// Sets how many tokens the calls of a step may write.
  private void limitCall() {
    long left = agent.maxTokens() == 0 ? Long.MAX_VALUE : agent.maxTokens() - text.tokens();
    long bound = bound(2);
    boolean mayCallTools = agent.sampling().form() == Form.TEXT_OR_TOOLS;
    long toBound =
        bound == Long.MAX_VALUE || mayCallTools
            ? Long.MAX_VALUE
            : Math.max(1, bound - text.tokens()) + WORD_TOKENS;
    boundedCall = toBound < left;
    long most = Math.min(left, toBound);
    callTokens = most > Integer.MAX_VALUE - 1 ? 0 : (int) most;
  }

  private ModelCall request(Seat seat, Continuation way) {
    ModelCall request = requests.of(seat, way, draft.steps(), callTokens, reading.complete());
    promptTokens = Spending.promptTokens(request);
    return request;
  }

  /// Lets the model read what is known of its next prompt while it waits.
  private void warm() {
    Seat seat = line.seat();
    if (!seat.warm() || agent.reads().isEmpty() || state != State.WAITING) {
      return;
    }
    List<Part> parts = reading.gathered(chunk(), text.tokens());
    if (warming.due(draft.steps().size(), parts.size())) {
      warming.begin(
          draft.steps().size() + 1,
          requests.of(seat, line.continuation(), draft.stepsAnd(parts), 1, reading.complete()),
          seat.price(),
          parts.size());
    }
  }

  /// How many tokens may be written on the present view; no bound where no other can follow.
  ///
  /// @param calls 1, or 2 where the call of that view isn't open yet
  private long bound(int calls) {
    return room(calls) ? reading.bound() : Long.MAX_VALUE;
  }

  /// Whether the limits leave room for a next step, and the caps for so many calls more.
  private boolean room(int calls) {
    long chars = text.length() + reading.unreadChars();
    return draft.steps().size() < plan.limits().steps()
        && desk.room(index, calls, calls * (promptTokens + Spending.nextStepTokens(chars)));
  }

  /// The first words of a call: they are joined to the text before.
  private void speaks(int call) {
    if (line.speaks(call) && text.length() > 0) {
      seam = draft.seam(line.continues());
    }
  }

  private void write(String piece) {
    int cut = cutDue(piece) ? draft.wordEndIn(piece) : -1;
    if (cut < 0) {
      put(piece);
      return;
    }
    put(piece.substring(0, cut));
    if (over()) {
      return;
    }
    draft.cutBefore(piece.substring(cut));
    abort();
    draft.close();
    state = State.WAITING;
    advance();
  }

  /// Appends to the text, and hands it to the client where this agent writes the answer.
  private void put(String piece) {
    draft.put(piece);
    if (client != null) {
      desk.emit(client.pass(piece));
      if (client.hit()) {
        endNow(Finish.STOP);
        return;
      }
    }
    if (text.length() > plan.limits().chars()) {
      desk.note(index, What.LIMITED, "more than " + plan.limits().chars() + " characters");
      endNow(Finish.LENGTH);
    }
  }

  /// Whether the writer should turn to its next view at the next word end: only if it is ready when
  /// the piece is written too, since a lead asks for more then. First words that its readers wait
  /// for are not held up by that.
  private boolean cutDue(String piece) {
    if (line.calledTools()) {
      return false;
    }
    long bound = bound(1);
    if (text.tokens() >= bound) {
      return true;
    }
    boolean atWord = pace.cutOver() == Pace.CutOver.AT_WORD || bound == Long.MAX_VALUE;
    boolean ready = atWord && viewReady(text.tokens() + Tokens.in(piece)) && room(1);
    return ready && text.tokens() >= plan.firstHandOver(index);
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
      line.turnAnew();
      ask(0);
    } else {
      desk.note(index, What.RESTARTED, "taken as it is");
      put(joint.asItIs());
      if (end != null && !over()) {
        stepOver(end);
      }
    }
  }

  private void hold(boolean said) {
    silentEnds = said ? 0 : silentEnds + 1;
    held = true;
    draft.pause();
    state = State.WAITING;
    desk.note(index, What.HELD, "waits for " + chunk() + " tokens more of each proposal");
  }

  private void end(Finish how) {
    abort();
    state = State.ENDED;
    finish = how;
    reading.release();
    if (client != null) {
      desk.emit(client.rest());
    }
  }

  private void fail(CallError cause) {
    abort();
    state = State.FAILED;
    error = cause;
    reading.release();
  }
}
