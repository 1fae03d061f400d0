/// Paced model servers: HTTP servers in this process that speak the OpenAI protocol, keep the pace
/// they are told, read their prompt and fail on request. They are no language models, and say so.
/// The way in is [PacedModels].
@NullMarked
package dev.staircase.lab.paced;

import org.jspecify.annotations.NullMarked;
