/// Figures of streamed answers, as an observer of the stream sees them.
@NullMarked
package dev.staircase.lab.measure;

import org.jspecify.annotations.NullMarked;
