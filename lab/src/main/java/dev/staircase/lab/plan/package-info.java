/// How large a fleet has to be: a search in simulated fleets, and what staircase costs and gives on
/// them.
@NullMarked
package dev.staircase.lab.plan;

import org.jspecify.annotations.NullMarked;
