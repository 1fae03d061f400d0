/// The clients that people use, each as it is, against a running server.
@NullMarked
package dev.staircase.clients;

import org.jspecify.annotations.NullMarked;
