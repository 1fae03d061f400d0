package dev.staircase.lab.facts;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a model is shown.
///
/// @param messages the conversation, not empty
/// @param continues whether a last message of the assistant is to be continued; otherwise it is a
///   finished turn
public record Conversation(List<Message> messages, boolean continues) {
  /// The phrase by which a prompt says that proposals in it are not finished.
  public static final String PARTIAL_MARK = "still being written";

  private static final Pattern GO_ON =
      Pattern.compile(
          "\\b(?:go on|continue|carry on|where (?:you|it) (?:stopped|left off|ended))\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UPDATE =
      Pattern.compile(
          GO_ON.pattern() + "|\\b(?:responses?|proposals?)\\b|" + PARTIAL_MARK,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL = Pattern.compile("(?m)^Response (\\d{1,4})([^\\n]{0,40}):$");
  private static final Pattern COMPLETE =
      Pattern.compile("\\b(?:is|are|now) complete\\b", Pattern.CASE_INSENSITIVE);

  public Conversation {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("expected at least one message, found none");
    }
  }

  /// The texts of all system and user messages, oldest first: whatever a model may read but has not
  /// written itself.
  List<String> shown() {
    return messages.stream().filter(m -> m.role() != Role.ASSISTANT).map(Message::content).toList();
  }

  /// The texts of the user messages that may hold the question, without proposals behind it, latest
  /// first: those that merely ask to go on come last.
  List<String> asked() {
    return messages.reversed().stream()
        .filter(m -> m.role() == Role.USER)
        .map(message -> LABEL.split(message.content(), 2)[0])
        .sorted(Comparator.comparing(text -> GO_ON.matcher(text).find()))
        .toList();
  }

  /// Whether proposals in the prompt are said to be unfinished. Where they bear numbered labels,
  /// the last label of each number tells; otherwise a message holds [#PARTIAL_MARK], and no later
  /// message says that they "are complete".
  boolean partial() {
    var unfinished = new TreeMap<Integer, Boolean>();
    for (var text : shown()) {
      LABEL
          .matcher(text)
          .results()
          .forEach(label ->
              unfinished.put(
                  Integer.valueOf(label.group(1)), label.group(2).contains(PARTIAL_MARK)));
    }
    if (!unfinished.isEmpty()) {
      return unfinished.containsValue(true);
    }
    for (var text : shown().reversed()) {
      if (text.contains(PARTIAL_MARK)) {
        return true;
      }
      if (COMPLETE.matcher(text).find()) {
        return false;
      }
    }
    return false;
  }

  /// The answer so far: the assistant's messages since the question, joined as they are, where the
  /// last one is to be continued or the last user message asks to go on; empty otherwise.
  public String said() {
    var last = messages.getLast();
    boolean goesOn =
        last.role() == Role.ASSISTANT ? continues : GO_ON.matcher(last.content()).find();
    if (!goesOn) {
      return "";
    }
    var said = new StringBuilder();
    for (int i = question() + 1; i < messages.size(); i++) {
      if (messages.get(i).role() == Role.ASSISTANT) {
        said.append(messages.get(i).content());
      }
    }
    return said.toString();
  }

  /// The place of the last user message that is no mere update, -1 where there is none.
  private int question() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      var message = messages.get(i);
      if (message.role() == Role.USER && !UPDATE.matcher(message.content()).find()) {
        return i;
      }
    }
    return -1;
  }
}
