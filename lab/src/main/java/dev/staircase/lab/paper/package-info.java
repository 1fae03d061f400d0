/// The paper's table (arXiv 2510.05059), reproduced: its conditions as models of fitted speeds, its
/// figures, and ours beside them.
@NullMarked
package dev.staircase.lab.paper;

import org.jspecify.annotations.NullMarked;
