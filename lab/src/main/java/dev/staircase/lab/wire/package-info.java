/// Trouble on the wire, made on purpose, and what is left behind when it is over.
@NullMarked
package dev.staircase.lab.wire;

import org.jspecify.annotations.NullMarked;
