package dev.staircase.core.engine;

import dev.staircase.core.engine.Effect.What;
import dev.staircase.core.topology.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Watches a debate for the round in which all debaters come to the same answer: the rounds after
/// it are stopped, and the answer is written from that one.
final class Accord {
  private static final int LEAST_VOICES = 2;

  private final List<List<AgentRun>> rounds;
  private final AgentRun answerer;
  private final Pattern pattern;
  private final Desk desk;
  private int round;

  Accord(Agreement agreement, List<AgentRun> runs, Desk desk) {
    this.rounds =
        agreement.rounds().stream().map(round -> round.stream().map(runs::get).toList()).toList();
    this.answerer = runs.getLast();
    this.pattern = Pattern.compile(agreement.pattern());
    this.desk = desk;
  }

  /// Looks at the rounds that have come to their end since the last time.
  void settle() {
    while (round < rounds.size() - 1 && rounds.get(round).stream().allMatch(AgentRun::over)) {
      String answer = common(rounds.get(round++));
      if (answer != null) {
        agreed(rounds.get(round - 1), answer);
        round = rounds.size();
      }
    }
  }

  private void agreed(List<AgentRun> agreeing, String answer) {
    List<AgentRun> voices = agreeing.stream().filter(AgentRun::wrote).toList();
    desk.note(voices.getFirst().index(), What.AGREED, "all say " + answer);
    for (List<AgentRun> later : rounds.subList(round, rounds.size())) {
      later.forEach(run -> run.stop("the debaters agree"));
    }
    answerer.readInstead(voices);
  }

  private @Nullable String common(List<AgentRun> debaters) {
    List<String> answers = new ArrayList<>();
    for (AgentRun debater : debaters) {
      if (debater.wrote()) {
        String answer = answerIn(debater.text().chars());
        if (answer == null || (!answers.isEmpty() && !answers.getFirst().equals(answer))) {
          return null;
        }
        answers.add(answer);
      }
    }
    return answers.size() < LEAST_VOICES ? null : answers.getFirst();
  }

  private @Nullable String answerIn(CharSequence text) {
    Matcher matcher = pattern.matcher(text);
    String found = null;
    while (matcher.find()) {
      String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      found = group == null ? found : group.strip().toLowerCase(Locale.ROOT);
    }
    return found;
  }
}
