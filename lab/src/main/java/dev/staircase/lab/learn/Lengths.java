package dev.staircase.lab.learn;

import dev.staircase.core.chat.Message;
import dev.staircase.core.topology.Agent;
import dev.staircase.lab.paced.PromptReader;
import dev.staircase.lab.paced.Turn;
import dev.staircase.lab.trial.Reply;
import java.util.ArrayList;
import java.util.List;

/// How many tokens questions, proposals and answers had.
///
/// @param prompts of what the first agents were asked, without the markers of roles that the
///   simulator's models add to it
/// @param proposals that came to their ends
/// @param answers that came to their ends
/// @param source what they were taken from, in words
record Lengths(
    List<Integer> prompts, List<Integer> proposals, List<Integer> answers, String source) {
  /// What the simulator's models read besides a question's own tokens.
  private static final int MARKERS =
      new PromptReader().read(new Turn(List.of(Message.user("")), false, false)).tokens();

  Lengths {
    prompts = List.copyOf(prompts);
    proposals = List.copyOf(proposals);
    answers = List.copyOf(answers);
  }

  /// Those of recorded answers that several agents wrote.
  static Lengths of(List<Recording> recordings) {
    List<Integer> prompts = new ArrayList<>();
    List<Integer> proposals = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (Recording recording : recordings) {
      List<Agent> agents = recording.plan().topology().agents();
      if (agents.size() == 1) {
        continue;
      }
      recording.calls().stream()
          .filter(call -> call.spoke() && agents.get(call.call.agent()).reads().isEmpty())
          .mapToInt(Lengths::prompt)
          .max()
          .ifPresent(prompts::add);
      for (int source : agents.getLast().reads()) {
        Spoken proposal = Spoken.of(recording, source);
        if (proposal.whole()) {
          proposals.add(proposal.tokens());
        }
      }
      if (recording.complete()) {
        answers.add(Spoken.of(recording, agents.size() - 1).tokens());
      }
    }
    return new Lengths(prompts, proposals, answers, "the traces");
  }

  /// Those of a benchmark's answers that several agents wrote.
  ///
  /// @throws LearnException where there is none
  static Lengths of(List<Reply> replies, String file) {
    List<Integer> prompts = new ArrayList<>();
    List<Integer> proposals = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (Reply reply : replies) {
      if (reply.error() == null && reply.cost() != null && reply.times() != null) {
        List<Reply.AgentCost> agents = reply.cost().agents();
        if (agents.size() > 1) {
          Reply.AgentCost first = agents.getFirst();
          prompts.add(bare(first.promptTokens() / Math.max(1, first.calls())));
          agents.subList(0, agents.size() - 1).stream()
              .map(agent -> (int) agent.completionTokens())
              .forEach(proposals::add);
          answers.add(reply.times().tokens());
        }
      }
    }
    if (answers.isEmpty()) {
      throw new LearnException(
          "%s: expected whole answers of a model with proposers (mode serial or staircase), found none"
              .formatted(file));
    }
    return new Lengths(prompts, proposals, answers, file);
  }

  private static int prompt(RecordedCall call) {
    return bare(call.usage == null ? Math.round(call.freshTokens()) : call.usage.promptTokens());
  }

  private static int bare(long tokens) {
    return (int) Math.max(1, tokens - MARKERS);
  }
}
