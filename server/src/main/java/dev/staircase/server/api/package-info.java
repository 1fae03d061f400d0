/// The APIs in front of the engine: how requests are read, and how answers and errors are worded.
/// Knows nothing of connections.
@NullMarked
package dev.staircase.server.api;

import org.jspecify.annotations.NullMarked;
