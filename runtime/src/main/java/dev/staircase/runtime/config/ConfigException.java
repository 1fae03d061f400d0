package dev.staircase.runtime.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration can't be used; holds all that is wrong with it, in file order.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
