/// OpenAI's responses, without what would have to be stored between requests.
@NullMarked
package dev.staircase.server.api.responses;

import org.jspecify.annotations.NullMarked;
