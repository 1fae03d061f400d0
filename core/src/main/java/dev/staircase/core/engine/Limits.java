package dev.staircase.core.engine;

/// Bounds on what one answer may take, whatever the models do.
///
/// @param steps steps of one agent; the last one waits for whole proposals
/// @param chars characters of one agent's text; its call is ended there as if by a token limit
/// @param resumes how often an agent that reads others is asked again after its call failed
/// @param reasks how often an agent is asked again because it began anew
public record Limits(int steps, int chars, int resumes, int reasks) {
  public static final Limits DEFAULT = new Limits(256, 400_000, 1, 1);

  public Limits {
    if (steps < 1 || chars < 1 || resumes < 0 || reasks < 0) {
      throw new IllegalArgumentException(
          "steps and chars are 1 or more, resumes and reasks 0 or more, found %d, %d, %d, %d"
              .formatted(steps, chars, resumes, reasks));
    }
  }
}
