/// Answers in virtual time: what a plan comes to on ideal models, without a network, jitter or
/// faults.
@NullMarked
package dev.staircase.lab.schedule;

import org.jspecify.annotations.NullMarked;
