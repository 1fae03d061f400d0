package dev.staircase.server;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import dev.staircase.core.topology.Agent;
import dev.staircase.runtime.Ask;
import dev.staircase.server.gate.Claim;

/// Estimates what an answer may take before it begins: its caps where there are any, else what each
/// agent reads and may write at least.
final class Claims {
  private Claims() {}

  static Claim of(String request, Ask ask, Plan plan) {
    Caps caps = plan.caps();
    long conversation =
        plan.conversation().stream().map(Message::content).mapToLong(Tokens::in).sum();
    long prompt = conversation * plan.topology().agents().size();
    long completion = plan.topology().agents().stream().mapToLong(Agent::maxTokens).sum();
    return new Claim(
        request,
        ask.model(),
        capped(prompt, caps.promptTokens()),
        capped(completion, caps.completionTokens()),
        caps.usd());
  }

  private static long capped(long tokens, long cap) {
    return cap > 0 ? Math.min(tokens, cap) : tokens;
  }
}
