/// The command line: one class a subcommand, and the root that finds them.
@NullMarked
package dev.staircase.cli;

import org.jspecify.annotations.NullMarked;
