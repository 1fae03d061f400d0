package dev.staircase.core.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a model is asked to choose its words; what is null or empty is left to the upstream and not
/// sent.
///
/// @param temperature 0 to 2
/// @param topP nucleus share, 0 to 1
/// @param seed for upstreams that can repeat an answer
/// @param stop up to 4 sequences, each ends the text before itself
/// @param passedOn a JSON object whose fields are sent beside these as they are, such as
///   `response_format`, `tools` or `frequency_penalty`; null for none
/// @param form what may come out of it
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long seed,
    List<String> stop,
    @Nullable String passedOn,
    Form form) {
  public static final Sampling DEFAULT = new Sampling(null, null, null, List.of(), null, Form.TEXT);

  public Sampling {
    stop = List.copyOf(stop);
    Objects.requireNonNull(form, "form");
  }

  /// How plain text is asked for.
  public Sampling(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Long seed,
      List<String> stop,
      @Nullable String passedOn) {
    this(temperature, topP, seed, stop, passedOn, Form.TEXT);
  }

  /// The same without stop sequences.
  public Sampling withoutStops() {
    return new Sampling(temperature, topP, seed, List.of(), passedOn, form);
  }
}
