/// The rules of the house which the compiler does not know, as tests.
@NullMarked
package dev.staircase.core.rules;

import org.jspecify.annotations.NullMarked;
