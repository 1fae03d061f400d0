package dev.staircase.lab.paced;

import java.util.List;

/// What a model writes for one request, decided before the first token is sent.
///
/// @param tokens each sent as one delta
/// @param finish `stop` or `length`
record Answer(List<String> tokens, String finish) {

  /// @param text all that the model would write
  /// @param maxTokens the most tokens, 0 for no limit; a text of just so many ends by `length`,
  ///   since its end was never written
  /// @param stops texts before the first of which the answer ends
  static Answer of(String text, int maxTokens, List<String> stops) {
    int end = text.length();
    for (var stop : stops) {
      int at = text.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    var tokens = Tokens.split(text.substring(0, end));
    return maxTokens > 0 && tokens.size() >= maxTokens
        ? new Answer(List.copyOf(tokens.subList(0, maxTokens)), "length")
        : new Answer(tokens, "stop");
  }
}
