package dev.staircase.lab.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One question to one variant.
///
/// @param round which of the variant's questions it is, from 0
/// @param told whether the calls of its answer are to be told, for a timeline
record Slot(Variant variant, int round, Prompt prompt, boolean told) {

  /// The questions of all rounds: in each round every variant is asked the same prompt, in turn and
  /// in turn backwards (ABBA), so that whatever drifts meanwhile weighs on all alike.
  static List<Slot> inTurn(List<Variant> variants, List<Prompt> prompts, int rounds) {
    List<Slot> slots = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Slot> one = new ArrayList<>();
      for (Variant variant : variants) {
        one.add(new Slot(variant, round, prompts.get(round % prompts.size()), round == 0));
      }
      if (round % 2 == 1) {
        Collections.reverse(one);
      }
      slots.addAll(one);
    }
    return slots;
  }
}
