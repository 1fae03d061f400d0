package dev.staircase.lab.plan;

/// A fleet that was found, and what another chance says of it.
///
/// @param point its figures; those of the other chance, with more answers, where that met the
///   objective
/// @param confirmed whether it did
/// @param refuted how many fleets as cheap or cheaper were found and failed there
public record Plan(Point point, boolean confirmed, int refuted) {}
