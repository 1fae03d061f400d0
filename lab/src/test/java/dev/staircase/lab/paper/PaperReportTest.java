package dev.staircase.lab.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.testing.Golden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PaperReportTest {
  private PaperReport report = new PaperReport(List.of(), Map.of(), null);

  @BeforeAll
  void play() {
    report = PaperReport.virtual();
  }

  @Test
  void theWholeTable() {
    Golden.check("paper-table.txt", PaperTable.of(report));
  }

  /// A fitted time is exact; a fitted length is off by less than a token.
  @Test
  void fitsLandOnThePapersSerialTimesToFirstToken() {
    for (Study study : report.studies()) {
      for (Method serial : new Method[] {Method.MAD, Method.MOA}) {
        double tokenMs = (serial == Method.MAD ? study.debaters() : study.proposers()).tokenMs();
        double off =
            switch (study.conditions().proposals()) {
              case EQUAL_LENGTH -> 0.001;
              case FITTED_LENGTH -> tokenMs;
            };
        assertThat(report.told(study.serial(serial)).ttftMs())
            .as("%s, %s", study.conditions().key(), serial)
            .isCloseTo(serial.paper().ttftMs(), within(off));
      }
      Figures large = report.told(study.large().getFirst());
      assertThat(large.ttftMs()).isCloseTo(Reported.LARGE_SERIAL_MS, within(50.0));
    }
  }

  @Test
  void theClosestConditionsComeFirst() {
    assertThat(report.studies()).hasSize(6);
    assertThat(report.studies().stream().map(report::apart)).isSorted();
    assertThat(report.studies().getFirst().conditions())
        .isEqualTo(new Conditions(Proposals.FITTED_LENGTH, FixedCost.ONCE, 1));
  }

  @Test
  void figuresFollowFromEachOther() {
    Figures figures = new Figures(60, 60 + 499 * 14.3);
    assertThat(figures.itlMs()).isCloseTo(14.3, within(1e-9));
    assertThat(figures.tps()).isCloseTo(69.48, within(0.01));
    assertThat(Method.MOA_STAIRCASE.paper().itlMs()).isCloseTo(22.1, within(0.1));
  }

  @Test
  void verdictsAreOfFiguresAsTheyAre() {
    Figures serial = new Figures(1_000, 10_000);
    Figures single = new Figures(60, 60 + 499 * 10);
    Verdict just = Verdict.of(new Figures(69, 69 + 499 * 11 - 0.01), serial, single);
    assertThat(just.ttftMet() && just.itlMet() && just.e2eMet()).isTrue();
    Verdict barely = Verdict.of(new Figures(70.1, 70.1 + 499 * 11.01), serial, single);
    assertThat(barely.ttftMet() || barely.itlMet()).isFalse();
    assertThat(Verdict.of(new Figures(70, 6_201), serial, single).e2eMet()).isFalse();
  }

  @Test
  void oneJsonObjectHoldsAllCells() {
    JsonNode json = JsonMapper.shared().readTree(PaperJson.of(report, 7, "1.2"));
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("version").asString()).isEqualTo("1.2");
    assertThat(json.get("conditions")).hasSize(6);
    for (JsonNode study : json.get("conditions")) {
      assertThat(study.get("table")).hasSize(9);
      assertThat(study.get("first_chunks")).hasSize(9);
      assertThat(study.get("large_models")).hasSize(3);
    }
  }

  /// What was not measured is left out, and what the wire added is told.
  @Test
  void measuredFiguresStandBesideVirtualOnes() {
    Map<Cell, Figures> measured = new HashMap<>();
    Study first = report.studies().getFirst();
    report
        .ideal()
        .forEach((cell, ideal) -> {
          boolean extra = !cell.conditions().equals(first.conditions()) && cell.firstChunk() > 0;
          if (!extra) {
            measured.put(cell, new Figures(ideal.ttftMs() + 12, ideal.e2eMs() * 1.03));
          }
        });
    String table = PaperTable.of(report.measured(measured));
    assertThat(table)
        .contains(
            "measured by a client",
            "TTFT was 12 ms longer in the median\n"
                + "and 12 ms at most, E2E 3.0 % in the median and 3.0 % at most")
        .contains("| first chunk, tokens | paper | " + first.conditions().key() + " |\n");
  }
}
