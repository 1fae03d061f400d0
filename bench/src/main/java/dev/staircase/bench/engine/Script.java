package dev.staircase.bench.engine;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Plays the models of one answer, in memory, and writes down every event that they cause.
///
/// All agents write at the same speed, a token each in turn, and continue their own text exactly.
/// Since the engine is a function of its events, a script that was written down once can be played
/// to a new engine at no cost of its own: that is what the benchmark does.
final class Script {
  private static final String SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi";

  private final List<List<String>> texts = new ArrayList<>();
  private final TreeMap<Integer, Writer> open = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private final StringBuilder answer = new StringBuilder();
  private final Engine engine;

  private Script(Plan plan, int tokens) {
    engine = new Engine(plan);
    for (int agent = 0; agent < plan.topology().agents().size(); agent++) {
      texts.add(words(agent, tokens));
    }
  }

  /// One open call: which agent writes, and its next token.
  private static final class Writer {
    final List<String> text;
    int next;

    Writer(List<String> text, int next) {
      this.text = text;
      this.next = next;
    }
  }

  /// What was written down.
  ///
  /// @param events all that the engine has to be told for the answer, in order
  /// @param text the text the client gets
  /// @param wanted the text that the aggregator's model wanted to write
  record Recorded(List<Event> events, String text, String wanted) {}

  /// Plays an answer to its end.
  ///
  /// @param tokens how many each agent writes
  static Recorded record(Plan plan, int tokens) {
    Script script = new Script(plan, tokens);
    script.tell(new Event.Started());
    while (script.engine.outcome() == null) {
      script.round();
    }
    return new Recorded(
        List.copyOf(script.events),
        script.answer.toString(),
        String.join("", script.texts.getLast()));
  }

  /// Every open call brings its next token, or its end.
  private void round() {
    for (int call : List.copyOf(open.keySet())) {
      Writer writer = open.get(call);
      if (writer == null) {
        continue; // Aborted within this round.
      }
      if (writer.next < writer.text.size()) {
        tell(new Event.Delta(call, writer.text.get(writer.next++)));
      } else {
        open.remove(call);
        tell(new Event.Ended(call, Finish.STOP));
      }
    }
  }

  private void tell(Event event) {
    events.add(event);
    for (Effect effect : engine.on(event)) {
      switch (effect) {
        case Effect.Call(int call, int agent, var _, var _, var _, ModelCall request) ->
            open.put(call, new Writer(texts.get(agent), tokensIn(texts.get(agent), request)));
        case Effect.Abort(int call) -> open.remove(call);
        case Effect.Emit(String text) -> answer.append(text);
        case Effect.EmitToolCalls tools -> {}
        case Effect.Arm arm -> {}
        case Effect.Note note -> {}
        case Effect.Done done -> open.clear();
      }
    }
  }

  /// How many tokens of its text an agent has written before this call.
  private static int tokensIn(List<String> text, ModelCall request) {
    int left = request.continuesText() ? request.messages().getLast().content().length() : 0;
    int tokens = 0;
    while (left > 0) {
      left -= text.get(tokens++).length();
    }
    return tokens;
  }

  /// A text of made-up words, no two agents' alike, a sentence every twelve words.
  private static List<String> words(int agent, int tokens) {
    Random random = new Random(agent);
    List<String> syllables = List.of(SYLLABLES.split(" "));
    List<String> words = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      StringBuilder word = new StringBuilder(i == 0 ? "" : " ");
      for (int part = random.nextInt(3); part >= 0; part--) {
        word.append(syllables.get(random.nextInt(syllables.size())));
      }
      words.add(word.append(i % 12 == 11 ? "." : "").toString());
    }
    return words;
  }
}
