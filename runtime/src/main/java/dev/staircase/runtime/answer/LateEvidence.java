package dev.staircase.runtime.answer;

import java.util.LinkedHashMap;
import java.util.Map;

/// How much of the proposals came after the writer had passed: shares of their tokens, 0 to 1.
///
/// What a writer reads before its first word can shape the whole answer, what it reads at the end
/// only what is left of it. A staircase that is fast because its writer ran ahead shows it here.
///
/// @param after50 share shown only when more than half of the answer was written
/// @param after80 share shown only when more than four fifths were; a part of `after50`
/// @param never share never shown
public record LateEvidence(double after50, double after80, double never) {
  /// The shares by the names that they have in JSON.
  public Map<String, Double> byName() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("after_50", after50);
    shares.put("after_80", after80);
    shares.put("never", never);
    return shares;
  }
}
