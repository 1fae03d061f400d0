/// A steady, mixed load on a server for a long time, and whether each client was told the truth.
@NullMarked
package dev.staircase.lab.soak;

import org.jspecify.annotations.NullMarked;
