/// The engine in a simulated world: virtual time, scripted models, drawn faults, and checkers after
/// every event.
@NullMarked
package dev.staircase.lab.sim;

import org.jspecify.annotations.NullMarked;
