/// The same question answered twice by the same models, serially and as a staircase: what is
/// watched while they write, and what it came to.
@NullMarked
package dev.staircase.lab.race;

import org.jspecify.annotations.NullMarked;
