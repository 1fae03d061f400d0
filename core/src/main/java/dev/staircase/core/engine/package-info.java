/// The engine of staircase streaming: a function from (time, event) to effects, and the policies it
/// decides by.
@NullMarked
package dev.staircase.core.engine;

import org.jspecify.annotations.NullMarked;
