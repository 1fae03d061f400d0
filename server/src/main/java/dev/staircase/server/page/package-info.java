/// The page at `/`, on which people watch answers race: its files, and what it asks besides models.
@NullMarked
package dev.staircase.server.page;

import org.jspecify.annotations.NullMarked;
