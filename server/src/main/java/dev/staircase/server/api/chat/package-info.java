/// OpenAI's chat completions.
@NullMarked
package dev.staircase.server.api.chat;

import org.jspecify.annotations.NullMarked;
