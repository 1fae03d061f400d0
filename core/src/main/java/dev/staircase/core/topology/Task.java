package dev.staircase.core.topology;

/// What an agent is told to do with what it reads.
public sealed interface Task {
  /// The aggregator of a Mixture-of-Agents (arXiv 2406.04692), which makes one answer of several.
  Task AGGREGATE = new Aggregate();

  /// The judge of a debate, who decides between its last answers.
  Task JUDGE = new Judge();

  /// A link of a chain, which improves on what stands before it (arXiv 2606.05158).
  Task REFINE = new Refine();

  /// Makes one answer of several.
  record Aggregate() implements Task {}

  /// Answers again in the light of what the others said in the round before (arXiv 2305.14325).
  ///
  /// @param own the index of the agent that spoke for it in that round; -1 in the first round,
  ///   where nobody is read
  record Debate(int own) implements Task {}

  /// Decides between the answers of a debate.
  record Judge() implements Task {}

  /// Improves on what it reads.
  record Refine() implements Task {}

  /// Does what its user wrote.
  ///
  /// @param instructions not blank
  record Custom(String instructions) implements Task {
    public Custom {
      if (instructions.isBlank()) {
        throw new IllegalArgumentException("instructions must hold some words, found none");
      }
    }
  }
}
