package dev.staircase.lab.paper;

/// The rows of the paper's table, with its figures.
public enum Method {
  SINGLE("single model", Team.ALONE, false, false, 0.06, 69.4),
  MAD("MAD, serial", Team.MAD, false, false, 6.70, 35.9),
  MAD_STAIRCASE("MAD, staircase", Team.MAD, true, false, 0.45, 44.7),
  MOA("MoA, serial", Team.MOA, false, false, 10.6, 28.3),
  MOA_STAIRCASE("MoA, staircase", Team.MOA, true, false, 0.47, 43.4),
  MOA_CACHED("MoA, staircase, prefix caching", Team.MOA, true, true, 0.45, 45.0);

  /// Tokens of every answer that a client sees.
  public static final int TOKENS = 500;

  private static final double MS = 1_000;

  private final String label;
  private final Team team;
  private final boolean staircase;
  private final boolean cached;
  private final double ttftS;
  private final double tps;

  Method(String label, Team team, boolean staircase, boolean cached, double ttftS, double tps) {
    this.label = label;
    this.team = team;
    this.staircase = staircase;
    this.cached = cached;
    this.ttftS = ttftS;
    this.tps = tps;
  }

  String label() {
    return label;
  }

  Team team() {
    return team;
  }

  /// Whether the answer is begun on first chunks.
  boolean staircase() {
    return staircase;
  }

  /// Whether models have a prefix cache; then the layout is the one that caches like.
  boolean cached() {
    return cached;
  }

  /// What the paper reports. Its times to the last token follow from its tokens a second.
  Figures paper() {
    return new Figures(ttftS * MS, TOKENS / tps * MS);
  }

  /// The same agents without chunks; itself where there are none.
  Method serial() {
    return switch (team) {
      case ALONE -> SINGLE;
      case MAD -> MAD;
      case MOA -> MOA;
    };
  }
}
