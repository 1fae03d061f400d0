package dev.staircase.core.engine;

import dev.staircase.core.chat.ModelCall;

/// What the engine wants done, in the order given.
public sealed interface Effect {
  /// Open a call to a model.
  ///
  /// @param call its number, from 0, one more for each call of the answer
  /// @param agent index of the agent it is for
  /// @param step the agent's step it serves, from 1
  /// @param purpose what it is for
  /// @param news tokens of the agent's sources that it is shown here for the first time, as the
  ///   engine estimates them
  /// @param request what to ask
  record Call(int call, int agent, int step, Purpose purpose, long news, ModelCall request)
      implements Effect {}

  /// What a call is for.
  enum Purpose {
    /// To write the step.
    WRITE,
    /// To write the step as well, beside a call whose first token is late; the first to speak
    /// stays.
    HEDGE,
    /// To fill the model's prefix cache; what it says is not used.
    WARM
  }

  /// Close an open call.
  record Abort(int call) implements Effect {}

  /// Hand text to the client; never empty.
  record Emit(String text) implements Effect {}

  /// Hand a piece of a call of tools to the client, as it came.
  ///
  /// @param json the `tool_calls` of the delta
  record EmitToolCalls(String json) implements Effect {}

  /// Send [Event.Deadline] after a time.
  record Arm(int timer, long delayMs) implements Effect {}

  /// Something worth telling that asks for nothing to be done.
  ///
  /// @param agent index of the agent it is about
  record Note(int agent, What what, String detail) implements Effect {}

  /// The answer is over; the last effect, once.
  record Done(Outcome outcome) implements Effect {}

  /// What a note tells of.
  enum What {
    /// A proposer failed or said nothing, and is left out.
    DROPPED,
    /// A proposer broke off; what it said stays.
    BROKEN_OFF,
    /// A proposer was out of patience's reach; it is not waited for any more.
    LATE,
    /// A writer stopped although proposals were still being written; its end is kept back.
    HELD,
    /// A writer's call failed and is asked again from where its text stopped.
    RESUMED,
    /// A writer repeated its own text, which was swallowed.
    REPEATED,
    /// A writer did not go on with its text but began anew.
    RESTARTED,
    /// A limit of the engine was reached.
    LIMITED,
    /// A call failed before its first token and is made again.
    RETRIED,
    /// An agent goes on with its next model.
    FELL_BACK,
    /// A call's first token is late, and a second call was opened beside it.
    HEDGED,
    /// A cap of the answer was reached.
    CAPPED,
    /// All debaters of a round agree: the rounds after it are not needed.
    AGREED
  }
}
