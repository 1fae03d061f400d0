/// Reports as single HTML files: what all of them share.
@NullMarked
package dev.staircase.lab.page;

import org.jspecify.annotations.NullMarked;
