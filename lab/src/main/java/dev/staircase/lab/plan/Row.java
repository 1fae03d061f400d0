package dev.staircase.lab.plan;

import org.jspecify.annotations.Nullable;

/// What the search came to for one way of answering.
///
/// @param plan the cheapest fleet found that meets the objective; null where there is none
/// @param closest what came closest to it
/// @param idle one question at a time: no fleet is faster
public record Row(Way way, @Nullable Point plan, Point closest, Point idle) {}
