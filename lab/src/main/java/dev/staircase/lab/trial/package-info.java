/// A benchmark of a running server: the same prompts answered in several ways in turn, what each
/// answer took, and a report of it.
@NullMarked
package dev.staircase.lab.trial;

import org.jspecify.annotations.NullMarked;
