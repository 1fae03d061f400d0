/// How fast models have been, and the pace that follows from it.
@NullMarked
package dev.staircase.runtime.speed;

import org.jspecify.annotations.NullMarked;
