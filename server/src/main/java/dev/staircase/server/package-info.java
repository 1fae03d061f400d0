/// The OpenAI-compatible server: requests in, answers out as JSON or as server-sent events.
@NullMarked
package dev.staircase.server;

import org.jspecify.annotations.NullMarked;
