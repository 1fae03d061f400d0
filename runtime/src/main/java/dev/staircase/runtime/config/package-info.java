/// The configuration: one YAML file, checked against its JSON Schema, becomes upstreams, virtual
/// models and the server's settings; every mistake in it is told with its place.
@NullMarked
package dev.staircase.runtime.config;

import org.jspecify.annotations.NullMarked;
