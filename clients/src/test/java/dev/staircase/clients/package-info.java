/// The clients that people use, each as it is, and the page in a browser, against a running server.
@NullMarked
package dev.staircase.clients;

import org.jspecify.annotations.NullMarked;
