/// The port to models, and its one implementation on the wire: any OpenAI-compatible endpoint.
@NullMarked
package dev.staircase.runtime.client;

import org.jspecify.annotations.NullMarked;
