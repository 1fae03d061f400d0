/// What was decided for one answer and why, as lines of JSON: written while it happens, read back,
/// replayed.
@NullMarked
package dev.staircase.runtime.trace;

import org.jspecify.annotations.NullMarked;
