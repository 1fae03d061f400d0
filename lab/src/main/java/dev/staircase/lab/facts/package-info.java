/// A small base of general knowledge, and the pure functions that write from it: what a speaker
/// that knows a part makes of this and of the texts it is shown, what an aggregator makes of these
/// alone, how an answer scores. No language model, no clock, no network.
@NullMarked
package dev.staircase.lab.facts;

import org.jspecify.annotations.NullMarked;
