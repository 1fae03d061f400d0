package dev.staircase.server.page;

/// Scores answers by what is known of their questions: the port behind which the fact base of the
/// built-in models stands. Safe to share between threads.
@FunctionalInterface
public interface Scorer {
  Score of(String question, String answer);

  /// What an answer holds of what is known.
  ///
  /// @param topic the topic of the question; empty where none is known
  /// @param known how many facts are known about it
  /// @param covered how many of them the answer tells
  /// @param repeated how many sentences it tells again
  /// @param contradicted how many wrong statements it makes and leaves standing
  /// @param corrected how many wrong statements it makes and takes back later
  record Score(
      String topic, int known, int covered, int repeated, int contradicted, int corrected) {}
}
