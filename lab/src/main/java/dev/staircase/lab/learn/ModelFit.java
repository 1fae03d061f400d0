package dev.staircase.lab.learn;

import dev.staircase.lab.learn.RecordedCall.How;
import dev.staircase.lab.learn.RecordedCall.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fast a model was in recorded answers, and on how many calls each figure rests.
///
/// The time to first token is a [Line] over the tokens of the prompt that no cache held. Of what
/// chance adds to it, evenly spread, the middle half is half. The time between tokens is that of a
/// whole call over its tokens, so that it doesn't matter whether a network gathers them, and its
/// median over calls; what an answer of the same model beside it adds is told from calls of the
/// same recorded answer alone.
///
/// @param calls that were to write
/// @param failed how many of them
/// @param first how many of them the time to first token rests on
/// @param counted whether an upstream counted their prompts, else they are estimated
/// @param leastFresh tokens of the shortest prompt among them, without those that a cache held
/// @param mostFresh of the longest one
/// @param firstMs to the first token of a prompt that is cached, at least
/// @param jitterMs the most that chance adds
/// @param prefillMs for each token of a prompt that is not cached; 0 where it can't be told
/// @param gaps how many calls the time between tokens rests on
/// @param tokenMs between tokens
/// @param tokenMsPerRunning what each answer that the model is writing adds to it; 0 where it can't
///   be told
/// @param cached whether a prefix cache held a prompt's beginning; null where no prompt was counted
///   that one could have held
record ModelFit(
    String model,
    int calls,
    int failed,
    int first,
    boolean counted,
    int leastFresh,
    int mostFresh,
    double firstMs,
    double jitterMs,
    double prefillMs,
    int gaps,
    double tokenMs,
    double tokenMsPerRunning,
    @Nullable Boolean cached) {
  /// Fewer tokens than this say little of the time between them.
  private static final int FEWEST_TOKENS = 8;

  private record Gap(double running, double ms) {}

  /// Fits one model.
  ///
  /// @return null where no call of it wrote enough
  static @Nullable ModelFit of(String model, List<Recording> recordings) {
    List<RecordedCall> calls = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (Recording recording : recordings) {
      List<RecordedCall> own =
          recording.calls().stream()
              .filter(call -> call.writes() && call.model().equals(model))
              .toList();
      calls.addAll(own);
      own.stream()
          .filter(call -> call.tokensAfterFirst() >= FEWEST_TOKENS)
          .forEach(call -> gaps.add(gap(call, own)));
    }
    List<RecordedCall> counted =
        calls.stream().filter(call -> call.spoke() && call.usage != null).toList();
    List<RecordedCall> first =
        counted.isEmpty() ? calls.stream().filter(RecordedCall::spoke).toList() : counted;
    if (first.isEmpty() || gaps.isEmpty()) {
      return null;
    }
    double[] fresh = first.stream().mapToDouble(RecordedCall::freshTokens).toArray();
    Line ttft = Line.through(fresh, first.stream().mapToDouble(RecordedCall::ttftMs).toArray());
    Line token =
        Line.through(
            gaps.stream().mapToDouble(Gap::running).toArray(),
            gaps.stream().mapToDouble(Gap::ms).toArray());
    double base = Math.max(0, ttft.base());
    double jitter = Math.min(2 * ttft.spread(), 2 * base);
    return new ModelFit(
        model,
        calls.size(),
        (int) calls.stream().filter(call -> call.how == How.FAILED).count(),
        first.size(),
        !counted.isEmpty(),
        (int) Arrays.stream(fresh).min().orElse(0),
        (int) Arrays.stream(fresh).max().orElse(0),
        base - jitter / 2,
        jitter,
        ttft.slope(),
        gaps.size(),
        Math.max(0, token.base()),
        token.slope(),
        cached(counted));
  }

  /// The time between a call's tokens, and how many calls wrote when they came, itself included.
  private static Gap gap(RecordedCall call, List<RecordedCall> others) {
    List<Piece> pieces = call.pieces.subList(0, call.pieces.size() - 1);
    long together =
        pieces.stream()
            .mapToLong(
                piece -> others.stream().filter(other -> other.writesAt(piece.atMs())).count())
            .sum();
    double ms = call.lastMs() - pieces.getFirst().atMs();
    return new Gap((double) together / pieces.size(), ms / call.tokensAfterFirst());
  }

  private static @Nullable Boolean cached(List<RecordedCall> counted) {
    boolean hit =
        counted.stream().anyMatch(call -> call.usage != null && call.usage.cachedTokens() > 0);
    boolean again = counted.stream().anyMatch(call -> call.call.step() > 1);
    return hit ? Boolean.TRUE : again ? Boolean.FALSE : null;
  }
}
