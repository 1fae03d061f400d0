/// What is said to a model and what comes back: messages, usage, how a call finished.
@NullMarked
package dev.staircase.core.chat;

import org.jspecify.annotations.NullMarked;
