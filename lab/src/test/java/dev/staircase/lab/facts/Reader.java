package dev.staircase.lab.facts;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// An agent of a test: it reads the growing texts of its sources, and writes, both in pieces of any
/// size that end at word ends.
final class Reader {
  private static final Writers WRITERS = new Writers(FactBase.builtIn());

  private final String model;
  private final List<Reader> sources;
  private final int[] read;
  private final BitSet whole = new BitSet();
  private final List<Shown> steps = new ArrayList<>();
  private String text = "";
  private boolean ended;

  /// @param model `agg`, or a speaker of the fact base
  Reader(String model, Reader... sources) {
    this.model = model;
    this.sources = List.of(sources);
    this.read = new int[sources.length];
  }

  String model() {
    return model;
  }

  List<Reader> sources() {
    return sources;
  }

  String text() {
    return text;
  }

  boolean ended() {
    return ended;
  }

  /// Reads up to `most` words of each source and writes up to `most` words; the whole rest, once it
  /// has read its sources to their ends. Nothing happens where none has anything new.
  void step(Prompts prompts, Continuation continuation, String question, Random chance, int most) {
    var news = news(prompts, chance, most);
    if (news.isEmpty() && !sources.isEmpty()) {
      return;
    }
    steps.add(new Shown(news, ""));
    var next = write(model, prompts.of(List.of(), question, steps, continuation));
    boolean last = !sources.isEmpty() && whole.cardinality() == sources.size();
    var written = last ? next : head(next, 1 + chance.nextInt(most));
    steps.set(steps.size() - 1, new Shown(news, written));
    text += written;
    ended = last || (sources.isEmpty() && written.equals(next));
  }

  private List<Part> news(Prompts prompts, Random chance, int most) {
    var news = new ArrayList<Part>();
    for (int i = 0; i < read.length; i++) {
      var source = sources.get(i);
      var piece = head(source.text.substring(read[i]), chance.nextInt(most + 1));
      read[i] += piece.length();
      boolean end = source.ended && read[i] == source.text.length();
      if (steps.isEmpty() || !piece.isEmpty() || (end && !whole.get(i))) {
        news.add(prompts.part(i + 1, piece, end ? Part.State.COMPLETE : Part.State.PARTIAL));
      }
      whole.set(i, end);
    }
    return news;
  }

  static String write(String model, Conversation prompt) {
    return model.equals("agg")
        ? WRITERS.aggregate(prompt, null)
        : WRITERS.propose(model, prompt, null);
  }

  /// The first words of `text`, a space before them included.
  static String head(String text, int words) {
    int at = 0;
    for (int n = 0; n < words && at >= 0; n++) {
      at = text.indexOf(' ', at + 1);
    }
    return at < 0 ? text : text.substring(0, at);
  }
}
