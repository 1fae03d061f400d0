/// The door of the library: [dev.staircase.runtime.Staircase] answers with the virtual models of a
/// configuration.
@NullMarked
package dev.staircase.runtime;

import org.jspecify.annotations.NullMarked;
