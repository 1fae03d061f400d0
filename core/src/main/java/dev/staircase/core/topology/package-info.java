/// Who asks whom: agents in a directed graph without cycles, whose edges carry text.
@NullMarked
package dev.staircase.core.topology;

import org.jspecify.annotations.NullMarked;
