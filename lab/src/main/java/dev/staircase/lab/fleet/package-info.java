/// A fleet of model servers in virtual time: many answers at once, queues, batches and caches.
///
/// What a server does is a model of it, not a measurement: see [dev.staircase.lab.fleet.Serving]
/// for what it holds and what it leaves out.
@NullMarked
package dev.staircase.lab.fleet;

import org.jspecify.annotations.NullMarked;
