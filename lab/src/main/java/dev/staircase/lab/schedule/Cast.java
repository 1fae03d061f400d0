package dev.staircase.lab.schedule;

import dev.staircase.core.topology.Agent;
import dev.staircase.lab.paced.Pace;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The ideal models of a schedule.
///
/// @param speeds how fast a model is, by its name in the configuration, `upstream/name`
/// @param tokens how many tokens an agent writes in all, however many calls it takes; 1 or more
/// @param prefixCache whether models keep what they have read and written, in blocks as
///   [dev.staircase.lab.paced.PrefixCache] does
public record Cast(
    Function<String, Pace> speeds, ToIntFunction<Agent> tokens, boolean prefixCache) {}
