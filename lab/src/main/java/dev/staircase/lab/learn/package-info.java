/// What recorded answers teach: a fleet for the simulator, and how they would have gone at another
/// pace.
@NullMarked
package dev.staircase.lab.learn;

import org.jspecify.annotations.NullMarked;
