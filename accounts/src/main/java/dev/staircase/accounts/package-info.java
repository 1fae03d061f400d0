/// Virtual keys, their limits and their money: a [dev.staircase.server.gate.Gate] on a database.
@NullMarked
package dev.staircase.accounts;

import org.jspecify.annotations.NullMarked;
