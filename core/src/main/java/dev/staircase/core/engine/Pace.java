package dev.staircase.core.engine;

/// When a writer begins, how far it goes on what it was shown, and when it is shown more.
///
/// Tokens are counted as [Tokens] estimates them. A reader's k-th step wants from each proposal it
/// waits for a *chunk*: `firstChunk` tokens for the first step, then `nextChunk * growth^(k-2)`, at
/// most `chunkCap`. A proposal that has ended counts as having delivered.
///
/// Those chunks are for a writer that writes meanwhile. One that has come to its bound, or to an
/// end that is held, stands idle and loses time with every token that it waits for, so it takes
/// `nextChunk` tokens, or a quarter of what it was shown if that is more: small enough to follow
/// fast, large enough that the number of calls grows with the logarithm of the length.
///
/// @param firstChunk tokens of each proposal that the first step waits for; [#WHOLE] waits for
///   their ends
/// @param nextChunk tokens of the second chunk
/// @param growth factor from one chunk to the next, 1 or more
/// @param chunkCap the largest chunk in tokens
/// @param lead how many tokens of each unfinished proposal a writer must have been shown for each
///   token that it writes; 1 is the paper's lock-step, 0 lets it write on
/// @param showing what a step shows of a proposal that is ahead of its chunk
/// @param cutOver when a writer turns to its next view
/// @param earlyEnd what becomes of an end that comes while proposals are still being written
/// @param quorum how many proposals the first step needs at least; 0 means more than half of them
/// @param patienceMs how long the others are waited for once a quorum has delivered; 0 waits for
///   all
public record Pace(
    int firstChunk,
    int nextChunk,
    double growth,
    int chunkCap,
    double lead,
    Showing showing,
    CutOver cutOver,
    EarlyEnd earlyEnd,
    int quorum,
    long patienceMs) {

  /// A chunk that is everything a proposer says.
  public static final int WHOLE = Integer.MAX_VALUE;

  private static final int IDLE_SHARE = 4;

  /// What a step shows of a proposal that is ahead of its chunk.
  public enum Showing {
    /// Its chunk and no more, as in the paper.
    CHUNK,
    /// All that is there: it costs no call, only prefill, and the writer knows more.
    ALL
  }

  /// When a writer turns to its next view.
  public enum CutOver {
    /// When it has written what its lead allows.
    AT_BOUND,
    /// At the first word end after the next view is ready.
    AT_WORD
  }

  /// What becomes of an end that comes while proposals are still being written.
  public enum EarlyEnd {
    /// The answer is over.
    ACCEPT,
    /// It is kept back, and the writer asked again when more is there.
    HOLD
  }

  /// The paper's lock-step: chunks of 8 tokens for ever, as many tokens written as read of each
  /// proposer (2510.05059).
  public static final Pace PAPER =
      new Pace(8, 8, 1, 8, 1, Showing.CHUNK, CutOver.AT_BOUND, EarlyEnd.HOLD, 0, 10_000);

  /// First words as soon as can be: 4 tokens, no lead. Right when proposers agree or the question
  /// is simple; measured on small models, unrelated proposals cost most at chunks this small.
  public static final Pace EAGER =
      new Pace(4, 8, 2, 256, 0, Showing.ALL, CutOver.AT_WORD, EarlyEnd.HOLD, 0, 10_000);

  /// The default. The paper's first chunk, then chunks that grow by half: an answer from proposals
  /// of 250 tokens costs seven steps and one from 1,000 tokens ten, where the paper's fixed chunks
  /// cost 32 and 125, and the writer never lacks more than a third of what is there. It never
  /// writes more tokens than it was shown of each proposal.
  public static final Pace BALANCED =
      new Pace(8, 16, 1.5, 256, 1, Showing.ALL, CutOver.AT_WORD, EarlyEnd.HOLD, 0, 10_000);

  /// For proposals in unrelated order: 32 tokens first (the paper's best quality), and sources kept
  /// twice as far as the writer, where the loss measured on small models vanished.
  public static final Pace CAREFUL =
      new Pace(32, 32, 1.5, 256, 2, Showing.ALL, CutOver.AT_WORD, EarlyEnd.HOLD, 0, 10_000);

  /// Ordinary Mixture-of-Agents: one step, on whole proposals, all of them waited for.
  public static final Pace SERIAL =
      new Pace(WHOLE, WHOLE, 1, WHOLE, 0, Showing.ALL, CutOver.AT_WORD, EarlyEnd.ACCEPT, 0, 0);

  public Pace {
    if (firstChunk < 1 || nextChunk < 1 || chunkCap < 1) {
      throw new IllegalArgumentException(
          "chunks are 1 token or more, found first-chunk %d, next-chunk %d, chunk-cap %d"
              .formatted(firstChunk, nextChunk, chunkCap));
    }
    if (!(growth >= 1 && growth <= 100)) {
      throw new IllegalArgumentException("growth is 1 to 100, found " + growth);
    }
    if (!(lead >= 0 && lead <= 100)) {
      throw new IllegalArgumentException("lead is 0 to 100, found " + lead);
    }
    if (cutOver == CutOver.AT_BOUND && lead == 0) {
      throw new IllegalArgumentException(
          "a writer that is cut over at its bound needs a bound: set lead above 0 or cut over at"
              + " word ends");
    }
    if (quorum < 0 || patienceMs < 0) {
      throw new IllegalArgumentException(
          "quorum and patience are 0 or more, found %d and %d ms".formatted(quorum, patienceMs));
    }
  }

  /// Whether writers wait for whole proposals.
  public boolean serial() {
    return firstChunk == WHOLE;
  }

  /// This pace with another quorum and patience.
  public Pace waiting(int newQuorum, long newPatienceMs) {
    return new Pace(
        firstChunk,
        nextChunk,
        growth,
        chunkCap,
        lead,
        showing,
        cutOver,
        earlyEnd,
        newQuorum,
        newPatienceMs);
  }

  /// The proposals that the first step of a reader of `sources` agents needs.
  int quorumOf(int sources) {
    int wanted = quorum == 0 ? sources / 2 + 1 : quorum;
    return Math.min(wanted, sources);
  }

  /// Tokens of the chunk that an idle writer waits for.
  ///
  /// @param shown tokens of each proposal that it was shown
  public long idleChunk(long shown) {
    return Math.max(nextChunk, shown / IDLE_SHARE);
  }

  /// Tokens of the chunk that step `step` (from 1) waits for.
  public int chunk(int step) {
    if (step == 1) {
      return firstChunk;
    }
    double grown = nextChunk * Math.pow(growth, step - 2);
    return (int) Math.min(chunkCap, grown);
  }
}
