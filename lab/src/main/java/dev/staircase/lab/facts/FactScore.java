package dev.staircase.lab.facts;

/// What an answer holds of the fact base: the price of writing from partial proposals, made
/// visible.
///
/// @param topic the topic of the question, empty where the base knows none
/// @param known how many facts the base holds about it
/// @param covered how many of them the answer tells
/// @param repeated how many sentences it tells again
/// @param contradicted how many wrong statements it makes and leaves standing
/// @param corrected how many wrong statements it makes and takes back later
public record FactScore(
    String topic, int known, int covered, int repeated, int contradicted, int corrected) {
  private static final FactScore NO_TOPIC = new FactScore("", 0, 0, 0, 0, 0);

  /// Scores `answer` against the built-in base.
  public static FactScore of(String question, String answer) {
    return of(FactBase.builtIn(), question, answer);
  }

  static FactScore of(FactBase base, String question, String answer) {
    return base.topicOf(question).map(topic -> of(topic, answer)).orElse(NO_TOPIC);
  }

  private static FactScore of(Topic topic, String answer) {
    int covered = 0;
    int repeated = 0;
    for (var fact : topic.facts()) {
      int times = count(answer, fact.text());
      covered += times > 0 ? 1 : 0;
      repeated += Math.max(0, times - 1);
    }
    int contradicted = 0;
    int corrected = 0;
    for (var wrong : topic.wrongs()) {
      int times = count(answer, wrong.text());
      repeated += Math.max(0, times - 1);
      if (times > 0) {
        boolean takenBack =
            answer.lastIndexOf(wrong.correction()) > answer.lastIndexOf(wrong.text());
        corrected += takenBack ? 1 : 0;
        contradicted += takenBack ? 0 : 1;
      }
    }
    return new FactScore(
        topic.id(), topic.facts().size(), covered, repeated, contradicted, corrected);
  }

  private static int count(String text, String sentence) {
    int times = 0;
    for (int at = text.indexOf(sentence); at >= 0; at = text.indexOf(sentence, at + 1)) {
      times++;
    }
    return times;
  }
}
