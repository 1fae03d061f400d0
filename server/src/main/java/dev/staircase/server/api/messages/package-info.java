/// Anthropic's messages.
@NullMarked
package dev.staircase.server.api.messages;

import org.jspecify.annotations.NullMarked;
