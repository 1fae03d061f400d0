/// What agents are told: pure functions from what is known to messages.
@NullMarked
package dev.staircase.core.prompt;

import org.jspecify.annotations.NullMarked;
