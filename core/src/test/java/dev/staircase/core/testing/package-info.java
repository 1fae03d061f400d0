/// What the tests of every module share.
@NullMarked
package dev.staircase.core.testing;

import org.jspecify.annotations.NullMarked;
