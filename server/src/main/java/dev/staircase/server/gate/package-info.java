/// Who may ask, and how much.
@NullMarked
package dev.staircase.server.gate;

import org.jspecify.annotations.NullMarked;
