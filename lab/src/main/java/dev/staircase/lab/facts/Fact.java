package dev.staircase.lab.facts;

/// One true statement about a topic.
///
/// @param id topic and place, such as `sky-4`
/// @param text a full sentence; the fact is recognised by exactly these words
public record Fact(String id, String text) {}
