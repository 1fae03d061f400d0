/// The engine's own speed: events a second and bytes an event, without any I/O.
@NullMarked
package dev.staircase.bench.engine;

import org.jspecify.annotations.NullMarked;
