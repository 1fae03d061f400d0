package dev.staircase.lab.facts;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a model is shown.
///
/// @param messages the conversation, not empty
/// @param continues whether a last message of the assistant is to be continued; otherwise it is a
///   finished turn
public record Conversation(List<Message> messages, boolean continues) {
  /// The phrase by which a prompt says that responses in it are not finished.
  public static final String PARTIAL_MARK = "still being written";

  private static final Pattern GO_ON =
      Pattern.compile(
          "\\b(?:go on|continue|carry on|where (?:you|it) (?:stopped|left off|ended))\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UPDATE =
      Pattern.compile(
          GO_ON.pattern() + "|\\b(?:responses?|proposals?)\\b|" + PARTIAL_MARK,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STEPS =
      Pattern.compile("\\bend each step with a line that holds nothing but (\\S[^\\n]*)");
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

  /// The texts of the responses in the prompt, a line or more each, without the words around them;
  /// empty where there are none.
  String material() {
    return responses().stream().map(Response::text).collect(Collectors.joining("\n"));
  }

  private List<Response> responses() {
    return shown().stream().flatMap(text -> Response.in(text).stream()).toList();
  }

  /// What the user messages that may hold the question say besides showing responses, latest first:
  /// those that merely ask to go on come last.
  List<String> asked() {
    return messages.reversed().stream()
        .filter(m -> m.role() == Role.USER)
        .map(message -> Response.without(message.content()))
        .sorted(Comparator.comparing(text -> GO_ON.matcher(lastLine(text)).find()))
        .toList();
  }

  /// The last line of a message: what it asks for, since the words of a task stand before the
  /// question and those that ask to go on behind the news.
  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /// What is to follow on each sentence: a line with the marker of a step where one is asked for,
  /// else nothing.
  String sentenceEnd() {
    return shown().stream()
        .flatMap(text -> STEPS.matcher(Response.without(text)).results())
        .map(asked -> "\n" + asked.group(1).strip() + "\n")
        .findFirst()
        .orElse("");
  }

  /// Whether responses in the prompt are said to be unfinished. Where they bear numbered labels,
  /// the last label of each number tells, whatever the words around them; otherwise a message holds
  /// [#PARTIAL_MARK], and no later message says that they "are complete".
  boolean partial() {
    var partial = new TreeMap<Integer, Boolean>();
    responses().forEach(response -> partial.put(response.number(), response.partial()));
    if (!partial.isEmpty()) {
      return partial.containsValue(true);
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
        last.role() == Role.ASSISTANT
            ? continues
            : GO_ON.matcher(lastLine(Response.without(last.content()))).find();
    if (!goesOn) {
      return "";
    }
    return messages.stream()
        .skip(question() + 1)
        .filter(message -> message.role() == Role.ASSISTANT)
        .map(Message::content)
        .collect(Collectors.joining());
  }

  /// The place of the last user message that is no mere update, -1 where there is none.
  private int question() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      var message = messages.get(i);
      var asks = lastLine(Response.without(message.content()));
      if (message.role() == Role.USER && !asks.isEmpty() && !UPDATE.matcher(asks).find()) {
        return i;
      }
    }
    return -1;
  }
}
