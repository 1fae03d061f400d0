package dev.staircase.lab.paper;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The report as one JSON object; times in milliseconds.
public final class PaperJson {
  private static final double DECIMALS = 10_000;

  private PaperJson() {}

  /// One line.
  ///
  /// @param seed of the models; they have no jitter, so that it decides nothing
  /// @param version of this program
  public static String of(PaperReport report, long seed, String version) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("paper", "arXiv 2510.05059")
        .put("virtual", report.measured() == null)
        .put("seed", seed)
        .put("version", version)
        .put("java", Runtime.version().toString())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("cores", Runtime.getRuntime().availableProcessors());
    json.putObject("targets")
        .put("ttft_below_serial", Verdict.LEAST_TTFT_CUT)
        .put("itl_of_single", Verdict.MOST_ITL)
        .put("e2e_of_serial", Verdict.MOST_E2E);
    ArrayNode studies = json.putArray("conditions");
    report.studies().forEach(study -> add(studies.addObject(), report, study));
    return json.toString();
  }

  private static void add(ObjectNode json, PaperReport report, Study study) {
    json.put("name", study.conditions().key()).put("apart", rounded(report.apart(study)));
    json.putPOJO("debaters", fit(study.debaters())).putPOJO("proposers", fit(study.proposers()));
    ArrayNode notes = json.putArray("notes");
    Notes.of(study).forEach(notes::add);
    ArrayNode table = json.putArray("table");
    for (Cell cell : study.table()) {
      ObjectNode row = cell(table.addObject(), cell, report.told(cell));
      compare(row, cell.method().paper(), report.told(cell));
      Verdict verdict = report.verdict(study, cell);
      if (verdict != null) {
        row.putObject("targets")
            .put("ttft_below_serial", rounded(verdict.ttftCut()))
            .put("ttft_met", verdict.ttftMet())
            .put("itl_of_single", rounded(verdict.itl()))
            .put("itl_met", verdict.itlMet())
            .put("e2e_of_serial", rounded(verdict.e2e()))
            .put("e2e_met", verdict.e2eMet());
      }
    }
    ArrayNode sweep = json.putArray("first_chunks");
    for (Cell cell : study.sweep()) {
      ttft(sweep, cell, report.figures(cell), Reported.SWEEP_MS.get(cell.firstChunk()));
    }
    ArrayNode large = json.putArray("large_models");
    for (Cell cell : study.large()) {
      boolean staircase = cell.method().staircase();
      ttft(
          large,
          cell,
          report.figures(cell),
          staircase ? Reported.LARGE_STAIRCASE_MS : Reported.LARGE_SERIAL_MS);
    }
  }

  private static Map<String, Object> fit(Fit fit) {
    return Map.of("token_ms", rounded(fit.tokenMs()), "tokens", fit.tokens());
  }

  private static ObjectNode cell(ObjectNode json, Cell cell, Figures ours) {
    json.put("method", cell.method().label()).put("pace", cell.pace());
    if (cell.firstChunk() > 0) {
      json.put("first_chunk", cell.firstChunk());
    }
    return put(json, "ours", ours);
  }

  private static void compare(ObjectNode json, Figures paper, Figures ours) {
    put(json, "paper", paper)
        .putObject("ratio")
        .put("ttft", rounded(ours.ttftMs() / paper.ttftMs()))
        .put("itl", rounded(ours.itlMs() / paper.itlMs()))
        .put("tps", rounded(ours.tps() / paper.tps()))
        .put("e2e", rounded(ours.e2eMs() / paper.e2eMs()));
  }

  private static void ttft(
      ArrayNode rows, Cell cell, @Nullable Figures ours, @Nullable Double paperMs) {
    if (ours == null) {
      return;
    }
    ObjectNode row = cell(rows.addObject(), cell, ours);
    if (paperMs != null) {
      row.put("paper_ttft_ms", paperMs).put("ratio", rounded(ours.ttftMs() / paperMs));
    }
  }

  private static ObjectNode put(ObjectNode json, String name, Figures figures) {
    json.putObject(name)
        .put("ttft_ms", rounded(figures.ttftMs()))
        .put("itl_ms", rounded(figures.itlMs()))
        .put("tps", rounded(figures.tps()))
        .put("e2e_ms", rounded(figures.e2eMs()));
    return json;
  }

  private static double rounded(double figure) {
    return Math.round(figure * DECIMALS) / DECIMALS;
  }
}
