package dev.staircase.lab.paper;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.PacedModel;
import dev.staircase.lab.paced.PrefixStyle;
import dev.staircase.lab.paced.Writing;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.Overrides;
import dev.staircase.runtime.config.Pacing;
import dev.staircase.runtime.config.VirtualModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// One answer under the paper's conditions: a virtual model, and models of its own behind it.
///
/// The single model takes 0.06 s to its first token and 14.3 ms for each one after it (the paper's
/// 69.4 tokens a second); so does whoever writes the answer of several. A token of a prompt that no
/// cache holds takes 0.008 ms to read: the paper's prefix caching saves 0.41 s in an answer whose
/// steps read some 50,000 tokens again.
///
/// @param fit the parameters of those who are read
/// @param pace `serial`, or a preset
/// @param firstChunk tokens of the first chunk; 0 for the preset's
public record Cell(Conditions conditions, Method method, Fit fit, String pace, int firstChunk) {
  /// What is asked.
  public static final String QUESTION = "Why is the sky blue at noon and red in the evening?";

  /// Time between tokens of the single model, and of writers.
  static final double TOKEN_MS = 14.3;

  private static final double FIRST_MS = 60;
  private static final double READ_MS = 0.008;
  private static final int SLOTS = 64;
  private static final int CACHE_BLOCKS = 65_536;
  private static final String UPSTREAM = "local";

  /// The virtual model's name.
  public String name() {
    return "%s-%s-%s%s"
        .formatted(
            conditions.key(),
            method.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            pace,
            firstChunk == 0 ? "" : "-" + firstChunk);
  }

  /// A configuration of the virtual models of cells.
  ///
  /// @param baseUrl of the models that they are made of
  public static Config config(String baseUrl, List<Cell> cells) {
    StringBuilder yaml =
        new StringBuilder(
            """
            upstreams:
              %s: { base-url: "%s", continuation: trailing-assistant, max-connections: 4096 }
            models:
            """
                .formatted(UPSTREAM, baseUrl));
    cells.forEach(cell -> yaml.append(cell.yaml()));
    return Config.parse(yaml.toString(), "paper.yaml", Map.of());
  }

  private String yaml() {
    String team = method.team().yaml(UPSTREAM + "/" + proposer(), UPSTREAM + "/" + writer());
    String how =
        method.staircase()
            ? ", pace: %s, layout: %s"
                .formatted(
                    firstChunk == 0
                        ? pace
                        : "{preset: %s, first-chunk: %d}".formatted(pace, firstChunk),
                    method.cached() ? "appended" : "grouped")
            : method.team() == Team.ALONE ? "" : ", mode: serial";
    return "  %s: { %s%s }\n".formatted(name(), team, how);
  }

  /// The models behind it, for a paced server.
  public List<PacedModel> models() {
    int cache = method.cached() ? CACHE_BLOCKS : 0;
    PacedModel writer = model(writer(), Method.TOKENS, writerPace(), cache);
    return method.team() == Team.ALONE
        ? List.of(writer)
        : List.of(model(proposer(), fit.tokens(), proposerPace(), cache), writer);
  }

  private static PacedModel model(String name, int tokens, Pace pace, int cacheBlocks) {
    return new PacedModel(
        name, new Writing.Fixed(tokens), pace, PrefixStyle.TRAILING, List.of(), cacheBlocks);
  }

  /// Plays it in virtual time.
  public Figures play() {
    VirtualModel model =
        Objects.requireNonNull(config("http://127.0.0.1:1/v1", List.of(this)).model(name()));
    Plan plan =
        model.plan(
            new VirtualModel.Request(
                List.of(Message.user(QUESTION)), Sampling.DEFAULT, 0, "f3nc3", Overrides.NONE),
            any -> Continuation.TRAILING_ASSISTANT,
            Pacing.AS_CONFIGURED);
    int writer = plan.topology().answerer();
    Cast cast =
        new Cast(
            name -> name.endsWith(writer()) ? writerPace() : proposerPace(),
            agent ->
                plan.topology().agents().indexOf(agent) == writer ? Method.TOKENS : fit.tokens(),
            method.cached());
    Schedule schedule = Schedule.of(plan, cast);
    if (!(schedule.outcome() instanceof Outcome.Completed)) {
      throw new IllegalStateException(
          "expected a whole answer of %s, found %s".formatted(name(), schedule.outcome()));
    }
    return new Figures(schedule.ttftMs(), schedule.e2eMs());
  }

  private String proposer() {
    return name() + ".proposer";
  }

  private String writer() {
    return name() + ".writer";
  }

  private Pace proposerPace() {
    return speed(conditions.fixedCost().proposerMs(), fit.tokenMs());
  }

  private Pace writerPace() {
    boolean alone = method.team() == Team.ALONE;
    return speed(alone ? FIRST_MS : conditions.fixedCost().writerMs(), TOKEN_MS);
  }

  private Pace speed(double firstMs, double tokenMs) {
    double slower = conditions.slower();
    return new Pace(slower * firstMs, slower * READ_MS, 0, slower * tokenMs, 0, 0, SLOTS);
  }
}
