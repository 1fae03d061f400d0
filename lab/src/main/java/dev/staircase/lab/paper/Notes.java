package dev.staircase.lab.paper;

import java.util.List;
import java.util.Locale;

/// What was fitted, and why some figures of the paper are not matched.
final class Notes {
  static final String LARGE =
      """
      One number is fitted: everything is 2.42 x slower than with the 9B models, as the paper's serial 25.7 s are beside its
      10.6 s. What its large models differ in besides (the time to a first token grows faster than that with the size) is
      not known, so its "about 1.4 s" need not be met.\
      """;

  private Notes() {}

  static String title(Conditions conditions) {
    return "%s: %s; %s"
        .formatted(
            conditions.key(),
            switch (conditions.proposals()) {
              case EQUAL_LENGTH ->
                  "everyone writes 500 tokens, at a fitted speed where they are read";
              case FITTED_LENGTH -> "those who are read write at a known speed, at a fitted length";
            },
            switch (conditions.fixedCost()) {
              case NONE -> "no fixed cost";
              case ONCE -> "0.37 s before the first chunk, once";
              case EVERY_CALL -> "0.37 s to the first token of every call";
            });
  }

  static List<String> of(Study study) {
    Fit debaters = study.debaters();
    Fit proposers = study.proposers();
    return List.of(
        String.format(
            Locale.ROOT,
            "Fitted to the two serial times to first token: debaters of %,d tokens at %.1f"
                + " ms, proposers of %,d tokens at %.1f ms.",
            debaters.tokens(),
            debaters.tokenMs(),
            proposers.tokens(),
            proposers.tokenMs()),
        proposals(study.conditions().proposals()),
        fixedCost(study.conditions().fixedCost()));
  }

  private static String proposals(Proposals proposals) {
    return switch (proposals) {
      case EQUAL_LENGTH ->
          "MoA: a writer that never writes more than it was shown of each proposal, as the paper's"
              + " and ours, cannot be faster than the proposers, who are slower here than it is. So"
              + " no pace with that rule meets the ITL target; and the first-chunk sweep rises"
              + " twice as steeply as the paper's.";
      case FITTED_LENGTH ->
          "MAD: debaters are as fast as the writer here, so that it waits for each of its growing"
              + " chunks: the ITL of balanced is above the target. At the pace paper it is below"
              + " the paper's, because debaters end before the writer and leave it free; how long"
              + " the paper's are is not known. MoA: at the pace balanced the writer has said its"
              + " 500 tokens, where E2E ends, while proposers still write; it is asked again when"
              + " they have ended, about 2 s later, and a real model may then have more to say.";
    };
  }

  private static String fixedCost(FixedCost fixedCost) {
    return switch (fixedCost) {
      case NONE ->
          "TTFT by staircase is below the paper's, which holds some 0.25 s that neither the chunk"
              + " nor the single model's time to first token explains.";
      case ONCE ->
          "Each step pays the single model's 0.06 s alone, which is what the paper's ITL leaves for"
              + " it: (22.1 - 14.3) ms x 8 tokens.";
      case EVERY_CALL ->
          "The paper's calls can't be these: two stand before the first token, and some 60 steps of"
              + " 0.37 s would take longer than its whole answer. So TTFT is above the paper's; and"
              + " at the pace paper ITL is, by less than a step's cost, since the writer runs free"
              + " once the proposals have ended.";
    };
  }
}
