/// A small base of general knowledge, and the pure functions that write from it: what a proposer
/// that knows a part says, what an aggregator makes of the proposals it is shown, how an answer
/// scores. No language model, no clock, no network.
@NullMarked
package dev.staircase.lab.facts;

import org.jspecify.annotations.NullMarked;
