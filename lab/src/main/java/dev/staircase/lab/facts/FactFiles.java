package dev.staircase.lab.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads the YAML files of the built-in base.
final class FactFiles {
  private static final List<String> FILES = List.of("earth", "space", "life", "world");
  private static final Pattern WRONG_KEY = Pattern.compile("(\\w+) against (\\d+)");
  private static final YAMLMapper YAML = new YAMLMapper();

  private FactFiles() {}

  /// A topic as it stands in a file.
  record TopicEntry(
      String id,
      String question,
      String subject,
      List<List<String>> keywords,
      List<String> facts,
      Map<String, String> wrong) {}

  /// A speaker as it stands in the file.
  record VoiceEntry(String opening, List<Integer> tells) {}

  static FactBase load() {
    var topics = new ArrayList<Topic>();
    for (var file : FILES) {
      for (var entry : read(file, new TypeReference<List<TopicEntry>>() {})) {
        topics.add(topic(entry));
      }
    }
    var voices = new HashMap<String, Voice>();
    read("proposers", new TypeReference<Map<String, VoiceEntry>>() {})
        .forEach((name, v) -> voices.put(name, new Voice(name, v.opening(), "", v.tells())));
    return new FactBase(topics, voices);
  }

  private static Topic topic(TopicEntry entry) {
    var facts = new ArrayList<Fact>();
    for (var text : entry.facts()) {
      facts.add(new Fact(entry.id() + "-" + (facts.size() + 1), text));
    }
    var wrongs = new ArrayList<Wrong>();
    entry.wrong().forEach((key, text) -> wrongs.add(wrong(entry.id(), key, text, facts)));
    var keywords = entry.keywords().stream().map(Set::copyOf).toList();
    return new Topic(entry.id(), entry.question(), entry.subject(), keywords, facts, wrongs);
  }

  private static Wrong wrong(String topic, String key, String text, List<Fact> facts) {
    var match = WRONG_KEY.matcher(key);
    if (!match.matches()) {
      throw new IllegalStateException(
          "topic %s: expected a key such as 'p1 against 6' under 'wrong', found '%s'"
              .formatted(topic, key));
    }
    return new Wrong(match.group(1), facts.get(Integer.parseInt(match.group(2)) - 1), text);
  }

  private static <T> T read(String file, TypeReference<T> type) {
    var name = file + ".yaml";
    try (var in = FactFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource %s is missing beside %s: rebuild the lab module"
                .formatted(name, FactFiles.class.getName()));
      }
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
