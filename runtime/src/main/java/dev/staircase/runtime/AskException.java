package dev.staircase.runtime;

/// A question that can't be put, through the asker's own fault.
public abstract sealed class AskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AskException(String message) {
    super(message);
  }

  /// The configuration has no such model.
  public static final class NoSuchModel extends AskException {
    private static final long serialVersionUID = 1L;
    private final String model;

    NoSuchModel(String model, Iterable<String> models) {
      super(
          "there is no model '%s'; configured are: %s".formatted(model, String.join(", ", models)));
      this.model = model;
    }

    public String model() {
      return model;
    }
  }

  /// The question has come around, or nearly so: models ask one another in a circle.
  public static final class Loop extends AskException {
    private static final long serialVersionUID = 1L;

    Loop(String message) {
      super(message);
    }
  }

  /// A field of the question is wrong.
  public static final class Wrong extends AskException {
    private static final long serialVersionUID = 1L;
    private final String field;

    /// @param field where, such as `staircase.pace`
    /// @param message what was expected, what was found
    public Wrong(String field, String message) {
      super(message);
      this.field = field;
    }

    public String field() {
      return field;
    }
  }
}
