/// How fast the simulator of a fleet is, and how much memory it takes.
@NullMarked
package dev.staircase.bench.fleet;

import org.jspecify.annotations.NullMarked;
