package dev.staircase.lab.fleet;

import dev.staircase.core.chat.CallError;
import dev.staircase.lab.schedule.Voice;

/// One call at a replica.
final class Job {
  final Voice voice;

  /// Tokens that it needs room for.
  final int room;

  private final int failsAt;

  /// Where the batch's progress will be when it speaks next.
  double due;

  Phase phase = Phase.UNDER_WAY;

  /// Where it stands.
  enum Phase {
    /// It has not come to the replica yet.
    UNDER_WAY,
    /// No slot or no room is free for it.
    WAITING,
    /// Its prompt is being read, or is in line for it.
    READING,
    /// Its prompt is read, and its answer perhaps begun.
    READ,
    /// It is over.
    GONE
  }

  /// @param failsAt the token before which it breaks off; negative for never
  Job(Voice voice, int failsAt) {
    this.voice = voice;
    this.room = voice.promptTokens() + voice.most();
    this.failsAt = failsAt;
  }

  boolean isLastWord() {
    return voice.said() >= voice.most();
  }

  /// Says the next token, the end, or breaks off.
  void speak() {
    if (voice.said() == failsAt) {
      voice.fail(
          new CallError(
              CallError.Kind.NETWORK,
              0,
              "the replica broke off after %d tokens, as it was told".formatted(failsAt)));
    } else {
      voice.speak();
    }
  }
}
