/// What the server adds to a stream of tokens: latency and CPU time, beside plain pass-throughs of
/// the same traffic. Clients, server and models run in processes of their own on this machine.
@NullMarked
package dev.staircase.bench.server;

import org.jspecify.annotations.NullMarked;
