/// Runs the engine: an answer on its event loop, with real models, time and clients.
@NullMarked
package dev.staircase.runtime.answer;

import org.jspecify.annotations.NullMarked;
