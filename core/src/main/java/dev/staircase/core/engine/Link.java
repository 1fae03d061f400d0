package dev.staircase.core.engine;

import dev.staircase.core.prompt.Part;

/// What one agent has read of another, and what it still waits for.
final class Link {
  /// How often a proposal that goes on slowly is given another patience before it counts as late.
  private static final int MOST_RENEWALS = 4;

  final AgentRun source;
  private final Pace pace;
  private int number;
  private int shown;
  private long credit;
  private boolean complete;
  private boolean late;
  private boolean dropped;
  private boolean broken;
  private int tokensAtWait;
  private int renewals;

  Link(AgentRun source, Pace pace) {
    this.source = source;
    this.pace = pace;
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

  /// Takes what a step shows.
  ///
  /// @param everyoneOver whether all proposals have ended, so that nothing is held back
  /// @param nextNumber the number a proposal gets that is shown for the first time
  Part show(int chunk, int written, boolean everyoneOver, int nextNumber) {
    int end = visibleEnd(chunk, written, everyoneOver);
    boolean everything = end == lastEnd();
    String text = source.text().between(shown, end);
    long demand = demand(chunk, written);
    credit =
        pace.showing() == Pace.Showing.CHUNK
            ? Math.min(credit + demand, Math.max(source.text().tokens(), credit))
            : source.text().tokens();
    shown = end;
    number = number == 0 ? nextNumber : number;
    complete = source.over() && everything;
    renewals = 0;
    Part.State state =
        !complete ? Part.State.PARTIAL : broken ? Part.State.BROKEN_OFF : Part.State.COMPLETE;
    return new Part(number, text, state);
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
    int end = Words.lastEnd(text.chars(), shown, limit);
    return end == shown ? endOfLongWord(Math.max(limit, shown + 1)) : end;
  }

  /// Where the text ends that can be shown by now: without an unfinished word.
  private int lastEnd() {
    Text text = source.text();
    return source.wrote() ? text.length() : Words.lastEnd(text.chars(), shown, text.length());
  }

  /// Where a word ends that is longer than its chunk, so that it holds nobody up.
  private int endOfLongWord(int from) {
    int end = Words.firstEnd(source.text().chars(), from);
    return end < 0 ? lastEnd() : Math.min(end, lastEnd());
  }
}
