/// Paces compared in virtual time, on models of many speeds.
@NullMarked
package dev.staircase.bench.pace;

import org.jspecify.annotations.NullMarked;
