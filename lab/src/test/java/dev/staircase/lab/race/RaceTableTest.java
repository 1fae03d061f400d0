package dev.staircase.lab.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Golden;
import org.junit.jupiter.api.Test;

final class RaceTableTest {
  @Test
  void tablesAreAsReviewed() {
    Golden.check(
        "race-table.txt",
        RaceTable.of(Races.builtIn()) + "\n----\n\n" + RaceTable.of(Races.failed()));
  }

  @Test
  void jsonHoldsEveryFigure() {
    assertThat(Races.builtIn().toJson())
        .isEqualTo(
            """
            {"question":"Why is the sky blue?",\
            "serial":{"ttft_ms":5089.4,"ttst_ms":5101.0,"e2e_ms":9960.2,"stall_ms":0.0,\
            "max_gap_ms":17.6,"itl_ms":14.0,"steps":1,"calls":4,"prompt_tokens":1030,\
            "cached_tokens":0,"completion_tokens":1076,"estimated":false,\
            "late_evidence":{"after_50":0.0,"after_80":0.0,"never":0.0},\
            "facts":{"known":12,"covered":12,"repeated":0,"contradicted":0,"corrected":0},\
            "answer":"Because of \\"scattering\\"."},\
            "staircase":{"ttft_ms":333.3,"ttst_ms":346.0,"e2e_ms":7392.9,"stall_ms":2261.0,\
            "max_gap_ms":859.0,"itl_ms":20.3,"steps":6,"calls":9,"prompt_tokens":4379,\
            "cached_tokens":1104,"completion_tokens":1080,"estimated":true,\
            "late_evidence":{"after_50":0.31,"after_80":0.125,"never":0.02},\
            "facts":{"known":12,"covered":11,"repeated":1,"contradicted":0,"corrected":1},\
            "answer":"Because."},\
            "ideal":{"ttft_ms":303.0}}\
            """);
  }

  @Test
  void jsonOfAFailureSaysWhy() {
    assertThat(Races.failed().complete()).isFalse();
    assertThat(Races.failed().toJson())
        .contains("\"staircase\":{\"ttft_ms\":null,")
        .contains("\"error\":\"1 of 3 proposers is left, 2 are needed\"")
        .endsWith("\"ideal\":{\"ttft_ms\":null}}");
  }
}
