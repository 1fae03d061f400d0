package dev.staircase.lab.sim;

/// How a scripted model's words come over the wire.
///
/// @param firstMicros time to the first token
/// @param tokenMicros time between deltas
/// @param jitter whether these times vary
/// @param tokensPerDelta tokens that its server gathers into one delta
/// @param emptyDeltas whether some deltas are empty
record Tempo(
    long firstMicros, long tokenMicros, boolean jitter, int tokensPerDelta, boolean emptyDeltas) {
  static final Tempo STEADY = new Tempo(1_000, 1_000, false, 1, false);
}
