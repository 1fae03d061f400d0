package dev.staircase.core.engine;

import dev.staircase.core.prompt.Part;
import dev.staircase.core.topology.HandOver;

/// What one agent has read of another, and what it still waits for.
final class Link {
  /// How often a proposal that goes on slowly is given another patience before it counts as late.
  private static final int MOST_RENEWALS = 4;

  final AgentRun source;
  private final Pace pace;
  private final boolean own;
  private boolean released;
  private int number;
  private int shown;
  private long credit;
  private boolean complete;
  private boolean late;
  private boolean dropped;
  private boolean broken;
  private int tokensAtWait;
  private int renewals;

  /// @param own whether the source is the reader's own turn in the round before
  Link(AgentRun source, Pace pace, boolean own) {
    this.source = source;
    this.pace = pace;
    this.own = own;
  }

  /// The reader reads it no more; the source stops where nobody else does.
  void release() {
    if (!released) {
      released = true;
      source.release();
    }
  }

  /// Whether a prompt has shown it.
  boolean wasShown() {
    return number > 0;
  }

  /// Whether the proposal is read at all.
  boolean counts() {
    return !dropped;
  }

  /// Whether steps wait for the proposal's next chunk.
  boolean awaited() {
    return !dropped && !late;
  }

  /// Whether the proposal was read to its end, or is left out.
  boolean read() {
    return dropped || complete;
  }

  /// Whether the proposal has changed in a way that a prompt must tell although no step waits for
  /// it.
  boolean overUnread() {
    return !dropped && source.over() && !complete;
  }

  boolean dropped() {
    return dropped;
  }

  boolean late() {
    return late;
  }

  /// Leaves the proposal out. Only before any of it was shown.
  void drop() {
    dropped = true;
  }

  /// Notices that the proposal's model has failed, once.
  ///
  /// @return whether this was news
  boolean breakOff() {
    boolean news = !broken;
    broken = true;
    return news;
  }

  /// Whether what the source said before it failed is enough to be kept.
  boolean worthKeeping() {
    return shown > 0 || (source.text().tokens() >= pace.firstChunk() && lastEnd() > 0);
  }

  /// Whether the next chunk is there.
  ///
  /// @param chunk its size in tokens
  /// @param written tokens that the reader has written; a chunk takes it further than that
  boolean delivered(int chunk, int written) {
    if (dropped || source.over()) {
      return true;
    }
    return source.text().tokens() - credit >= demand(chunk, written)
        && visibleEnd(chunk, written, false) > shown;
  }

  /// How many of the proposal's tokens the reader was shown.
  long credit() {
    return credit;
  }

  /// How many tokens the reader may write on what it was shown of this proposal; [Long#MAX_VALUE]
  /// for no bound.
  long bound() {
    return complete || !awaited() || pace.lead() == 0
        ? Long.MAX_VALUE
        : Math.max(1, (long) (credit / pace.lead()));
  }

  /// Whether a step would show new text.
  boolean hasNews(int chunk, int written) {
    return !dropped && visibleEnd(chunk, written, false) > shown;
  }

  /// What a step would show.
  ///
  /// @param everyoneOver whether all proposals have ended, so that nothing is held back
  /// @param nextNumber the number a proposal gets that is shown for the first time
  Part peek(int chunk, int written, boolean everyoneOver, int nextNumber) {
    int end = visibleEnd(chunk, written, everyoneOver);
    boolean whole = source.over() && end == lastEnd();
    Part.State state =
        !whole ? Part.State.PARTIAL : broken ? Part.State.BROKEN_OFF : Part.State.COMPLETE;
    String text = source.text().between(shown, end);
    return new Part(number == 0 ? nextNumber : number, text, state, own);
  }

  /// Takes what a step shows; as [#peek], of which it makes it true.
  Part show(int chunk, int written, boolean everyoneOver, int nextNumber) {
    Part part = peek(chunk, written, everyoneOver, nextNumber);
    long demand = demand(chunk, written);
    shown += part.text().length();
    credit = creditAfter(demand);
    number = part.number();
    complete = part.state() != Part.State.PARTIAL;
    renewals = 0;
    return part;
  }

  /// How many of the proposal's tokens are in what was shown.
  long shownTokens() {
    return source.text().tokensAt(shown);
  }

  /// How many of the proposal's characters were not shown.
  int unreadChars() {
    return source.text().length() - shown;
  }

  /// How far a step takes the reader. A word that isn't over counts with it; where whole sentences
  /// or steps are handed over, only what was shown does.
  private long creditAfter(long demand) {
    int tokens = source.text().tokens();
    if (source.handOver().unit() != HandOver.Unit.WORD) {
      return shownTokens();
    }
    return pace.showing() == Pace.Showing.ALL
        ? tokens
        : Math.min(credit + demand, Math.max(tokens, credit));
  }

  /// Begins a wait for this proposal.
  void waitFrom() {
    tokensAtWait = source.text().tokens();
  }

  /// Ends a wait without the chunk.
  ///
  /// @param mayRenew whether a proposal that went on meanwhile is given more time
  /// @return whether it is late now
  boolean waitedInVain(boolean mayRenew) {
    boolean wentOn = source.text().tokens() > tokensAtWait;
    late = !(mayRenew && wentOn && ++renewals < MOST_RENEWALS);
    return late;
  }

  /// How many tokens more the next step wants. A lead is only asked of proposals that the writer
  /// waits for.
  private long demand(int chunk, int written) {
    long ahead = late ? 0 : (long) Math.ceil((written + 1) * pace.lead()) - credit;
    return Math.max(chunk, ahead);
  }

  private int visibleEnd(int chunk, int written, boolean everyoneOver) {
    Text text = source.text();
    boolean whole = pace.showing() == Pace.Showing.ALL || everyoneOver;
    int limit = whole ? text.length() : text.offsetOf(credit + demand(chunk, written));
    if (limit == text.length()) {
      return lastEnd();
    }
    int end = unitEnd(shown, limit);
    return end == shown ? endOfLongUnit(Math.max(limit, shown + 1)) : end;
  }

  /// Where the text ends that can be shown by now: without an unfinished unit, and what has broken
  /// off without an unfinished word.
  private int lastEnd() {
    Text text = source.text();
    if (source.over()) {
      return source.wrote() ? text.length() : Words.lastEnd(text.chars(), shown, text.length());
    }
    return unitEnd(shown, text.length());
  }

  /// The last end of a unit in a stretch, or its beginning. A unit that outgrows the pace's largest
  /// chunk ends with a word, so that a model which marks no ends holds nobody up.
  private int unitEnd(int from, int to) {
    Text text = source.text();
    int end = Units.lastEnd(source.handOver(), text.chars(), from, to);
    boolean outgrown = text.tokens() - credit > pace.chunkCap();
    return end == from && outgrown ? Words.lastEnd(text.chars(), from, to) : end;
  }

  /// Where a unit ends that is longer than its chunk, so that it holds nobody up.
  private int endOfLongUnit(int from) {
    if (source.handOver().unit() != HandOver.Unit.WORD) {
      return lastEnd();
    }
    int end = Words.firstEnd(source.text().chars(), from);
    return end < 0 ? lastEnd() : Math.min(end, lastEnd());
  }
}
