package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Slo;
import java.util.List;

/// Staircase beside serial: what each needs for an objective that both can meet, and both on the
/// same fleets from light load to too much.
///
/// @param shared the objective; that of the plan where serial can meet it
/// @param plans for it, the cheapest first
/// @param sweeps one for the fleet of each plan
public record Comparison(Slo shared, List<Plan> plans, List<Sweep> sweeps) {}
