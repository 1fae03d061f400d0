package dev.staircase.lab.plan;

import java.util.List;

/// What a simulation of a fleet can't tell.
public final class Caveats {
  /// A sentence or two each.
  public static final List<String> ALL =
      List.of(
          "The models' speeds are those of the fleet file: the plan is as good as they are.",
          "Quality is not simulated: another pace or layout may write other answers.",
          "Reading and writing share a replica by one number, slowdown; memory bandwidth, prompts"
              + " read in chunks, evicted calls and speculation are left out.",
          "A prefix cache forgets single blocks, least recently used first; real ones differ.",
          "The network is a delay with jitter: no losses, no bandwidth, no load balancer of its"
              + " own; replicas don't start, stop or die.",
          "Lengths are drawn from the file, independently of each other; people who wait don't"
              + " leave or ask again.",
          "Intervals take answers for independent; under load they wait for each other, so chance"
              + " is larger than the intervals say.");

  private Caveats() {}
}
