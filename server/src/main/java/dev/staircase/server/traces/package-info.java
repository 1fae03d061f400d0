/// Answers as they were decided, kept for a time for those who asked.
@NullMarked
package dev.staircase.server.traces;

import org.jspecify.annotations.NullMarked;
