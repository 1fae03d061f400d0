package dev.staircase.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All answers that are to be measured under some conditions.
///
/// @param debaters the fitted parameters of MAD
/// @param proposers those of MoA
/// @param table every method, those by staircase at the paper's pace and at the one that ships
/// @param sweep MoA at the paper's pace with other first chunks
/// @param large MoA of large models: serial, and by staircase at either pace
public record Study(
    Conditions conditions,
    Fit debaters,
    Fit proposers,
    List<Cell> table,
    List<Cell> sweep,
    List<Cell> large) {
  /// The paper's lock-step.
  static final String PAPER = "paper";

  private static final String SERIAL = "serial";
  private static final List<String> PACES = List.of(PAPER, "balanced");
  private static final List<Integer> FIRST_CHUNKS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  /// Fits the conditions' free parameters.
  public static Study of(Conditions conditions) {
    Fit debaters = fit(conditions, Method.MAD);
    Fit proposers = fit(conditions, Method.MOA);
    List<Cell> table = new ArrayList<>();
    for (Method method : Method.values()) {
      table.addAll(cells(conditions, method, method.team() == Team.MAD ? debaters : proposers));
    }
    List<Cell> sweep =
        FIRST_CHUNKS.stream()
            .map(chunk -> new Cell(conditions, Method.MOA_STAIRCASE, proposers, PAPER, chunk))
            .toList();
    List<Cell> large =
        Stream.of(Method.MOA, Method.MOA_STAIRCASE)
            .flatMap(method -> cells(conditions.large(), method, proposers).stream())
            .toList();
    return new Study(conditions, debaters, proposers, List.copyOf(table), sweep, large);
  }

  private static List<Cell> cells(Conditions conditions, Method method, Fit fit) {
    return (method.staircase() ? PACES : List.of(SERIAL))
        .stream().map(pace -> new Cell(conditions, method, fit, pace, 0)).toList();
  }

  private static Fit fit(Conditions conditions, Method serial) {
    return Fit.of(
        conditions.proposals(),
        serial,
        fit -> new Cell(conditions, serial, fit, SERIAL, 0).play().ttftMs());
  }

  /// The table's cell of a method without a pace of its own.
  Cell serial(Method method) {
    return table.stream()
        .filter(cell -> cell.method() == method.serial())
        .findFirst()
        .orElseThrow();
  }

  /// The table's cells in two rows of about the same length, so that serial and staircase stand
  /// together: the single model and MAD, and MoA.
  public List<List<Cell>> rows() {
    return Stream.of(false, true)
        .map(moa ->
            table.stream().filter(cell -> (cell.method().team() == Team.MOA) == moa).toList())
        .toList();
  }

  /// Every answer.
  List<Cell> cells() {
    return Stream.of(table, sweep, large).flatMap(List::stream).toList();
  }
}
