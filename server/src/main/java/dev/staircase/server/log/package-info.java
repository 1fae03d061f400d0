/// What is written down of requests: one line each, without what was asked or answered.
@NullMarked
package dev.staircase.server.log;

import org.jspecify.annotations.NullMarked;
