package dev.staircase.lab.paced;

import java.util.List;
import java.util.Objects;

/// One model of a paced server.
///
/// @param name what requests call it
/// @param writing where its text comes from
/// @param pace how fast it is
/// @param prefixStyle what it does with a last message of the assistant
/// @param faults how it fails, unless a request asks for faults of its own
/// @param cacheBlocks the most blocks of 16 tokens in its prefix cache; 0 for none
public record PacedModel(
    String name,
    Writing writing,
    Pace pace,
    PrefixStyle prefixStyle,
    List<Fault.Drawn> faults,
    int cacheBlocks) {
  private static final int CACHE_BLOCKS = 65_536;

  public PacedModel {
    Objects.requireNonNull(writing, "writing");
    faults = List.copyOf(faults);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a paced model needs a name, found a blank one");
    }
  }

  /// A model that continues a trailing assistant message, has a prefix cache, and does not fail.
  public static PacedModel of(String name, Writing writing, Pace pace) {
    return new PacedModel(name, writing, pace, PrefixStyle.TRAILING, List.of(), CACHE_BLOCKS);
  }

  public PacedModel withName(String value) {
    return new PacedModel(value, writing, pace, prefixStyle, faults, cacheBlocks);
  }

  public PacedModel withWriting(Writing value) {
    return new PacedModel(name, value, pace, prefixStyle, faults, cacheBlocks);
  }

  public PacedModel withPace(Pace value) {
    return new PacedModel(name, writing, value, prefixStyle, faults, cacheBlocks);
  }

  public PacedModel withPrefixStyle(PrefixStyle value) {
    return new PacedModel(name, writing, pace, value, faults, cacheBlocks);
  }

  public PacedModel withFaults(List<Fault.Drawn> value) {
    return new PacedModel(name, writing, pace, prefixStyle, value, cacheBlocks);
  }
}
