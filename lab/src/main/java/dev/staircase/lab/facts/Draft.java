package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What a voice has to say about a topic at one moment: what it knows itself and what it has read.
///
/// After the opening the two take turns, each sentence once: the first it has read, the first it
/// knows, the second it has read, and so on. This order depends on nothing that was said before, so
/// that a text goes on from any place as it would have without a break. Material that has only
/// begun holds nothing up: the voice goes on with what it knows. What contradicts a fact that it
/// knows or has read is not said, and where it was said, it is taken back.
///
/// @param own what the voice knows, its opening first
/// @param view what it has read
record Draft(Topic topic, Voice voice, List<String> own, View view) {

  /// What is to be appended to `said`; empty where nothing is left to say now.
  ///
  /// @param end what follows on each sentence
  String after(String said, String end) {
    var known = new ArrayList<>(inTurns());
    topic.sentences().forEach(known::add);
    known.add(voice.opening(topic));
    known.add(voice.closing(topic));
    known.removeIf(String::isEmpty);
    return Resume.after(said, known, this::left, end);
  }

  /// What is still to be said after `said`: corrections first, then what was not said, then the
  /// end, which waits for whole proposals.
  private List<String> left(String said) {
    var all = inTurns();
    var rest = new ArrayList<>(all);
    rest.removeIf(said::contains);
    if (!voice.opening(topic).startsWith(said.strip())) {
      rest.remove(voice.opening(topic));
    }
    var left = new ArrayList<String>();
    for (var wrong : topic.wrongs()) {
      var truth = wrong.against().text();
      if (all.contains(truth) || said.contains(truth)) {
        rest.remove(wrong.text());
        if (said.contains(wrong.text()) && !said.contains(wrong.correction())) {
          left.add(wrong.correction());
          rest.remove(truth);
        }
      }
    }
    left.addAll(rest);
    if (!view.partial() && !said.contains(voice.closing(topic))) {
      left.add(voice.closing(topic));
    }
    return left;
  }

  private LinkedHashSet<String> inTurns() {
    var all = new LinkedHashSet<String>();
    var known = own.iterator();
    var read = view.sentences().iterator();
    while (known.hasNext() || read.hasNext()) {
      if (known.hasNext()) {
        all.add(known.next());
      }
      if (read.hasNext()) {
        all.add(read.next());
      }
    }
    return all;
  }
}
