package dev.staircase.lab.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What all answers took, beside what the paper reports.
///
/// @param studies those whose conditions come closest to the paper's own figures first
/// @param ideal in virtual time; holds every cell
/// @param measured on the wire, those cells that were; null where the virtual figures are told
public record PaperReport(
    List<Study> studies, Map<Cell, Figures> ideal, @Nullable Map<Cell, Figures> measured) {

  /// Plays every answer under all conditions in virtual time.
  public static PaperReport virtual() {
    Map<Cell, Figures> played = new LinkedHashMap<>();
    List<Study> studies = new ArrayList<>();
    for (Conditions conditions : Conditions.all()) {
      Study study = Study.of(conditions);
      study.cells().forEach(cell -> played.put(cell, cell.play()));
      studies.add(study);
    }
    PaperReport report = new PaperReport(studies, played, null);
    studies.sort(Comparator.comparingDouble(report::apart));
    return new PaperReport(List.copyOf(studies), played, null);
  }

  /// The same with what was measured in place of what was played.
  public PaperReport measured(Map<Cell, Figures> onTheWire) {
    return new PaperReport(studies, ideal, onTheWire);
  }

  /// What a cell took; null where it wasn't measured.
  @Nullable Figures figures(Cell cell) {
    return (measured == null ? ideal : measured).get(cell);
  }

  /// What a cell of the table took.
  Figures told(Cell cell) {
    return Objects.requireNonNull(figures(cell), cell::name);
  }

  /// How a staircase cell of a study's table stands beside the others; null for the other cells.
  @Nullable Verdict verdict(Study study, Cell cell) {
    return cell.method().staircase()
        ? Verdict.of(
            told(cell), told(study.serial(cell.method())), told(study.serial(Method.SINGLE)))
        : null;
  }

  /// By what factor the figures of a study at the paper's pace differ from the paper's, as the
  /// geometric mean over TTFT, ITL and TPS of its three staircase methods and the TTFT of its three
  /// first chunks, in virtual time. Some of these gave the conditions their numbers, so that it
  /// tells how well few numbers explain many, not how well they foretell; no pace of ours takes
  /// part.
  double apart(Study study) {
    List<Double> ratios = new ArrayList<>();
    for (Cell cell : study.table()) {
      if (cell.pace().equals(Study.PAPER)) {
        Figures ours = Objects.requireNonNull(ideal.get(cell));
        Figures paper = cell.method().paper();
        ratios.add(ours.ttftMs() / paper.ttftMs());
        ratios.add(ours.itlMs() / paper.itlMs());
        ratios.add(ours.tps() / paper.tps());
      }
    }
    for (Cell cell : study.sweep()) {
      Double paperMs = Reported.SWEEP_MS.get(cell.firstChunk());
      if (paperMs != null) {
        ratios.add(Objects.requireNonNull(ideal.get(cell)).ttftMs() / paperMs);
      }
    }
    return Math.exp(
        ratios.stream().mapToDouble(ratio -> Math.abs(Math.log(ratio))).average().orElseThrow());
  }
}
