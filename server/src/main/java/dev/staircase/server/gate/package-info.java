/// Who may ask, and how much: the door that each request passes before it costs anything.
@NullMarked
package dev.staircase.server.gate;

import org.jspecify.annotations.NullMarked;
