/// Who looks on while the server answers: the port behind which metrics, spans, the access log and
/// kept traces stand.
@NullMarked
package dev.staircase.server.watch;

import org.jspecify.annotations.NullMarked;
