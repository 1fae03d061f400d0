package dev.staircase.lab.paced;

/// The answer to `GET /v1/models`: which models there are, how they behave, and that they are no
/// language models.
final class ModelList {
  static final String NOTICE =
      "A paced model of the staircase project: no language model. It answers from a small fact base"
          + " and from what its prompt holds, at the pace given.";

  private ModelList() {}

  static String json(PacedOptions options) {
    var list = Json.object();
    list.put("object", "list");
    var data = list.putArray("data");
    for (var model : options.models()) {
      var entry = data.addObject();
      entry.put("id", model.name());
      entry.put("object", "model");
      entry.put("created", 0);
      entry.put("owned_by", "staircase-paced");
      entry.put("description", NOTICE);
      var paced = entry.putObject("paced");
      paced.put("language_model", false);
      paced.put("prefix_style", model.prefixStyle().label());
      paced.put("prefill_base_ms", model.pace().prefillBaseMs());
      paced.put("prefill_ms_per_token", model.pace().prefillMsPerToken());
      paced.put("itl_ms", model.pace().itlMs());
      paced.put("jitter", model.pace().jitter());
      paced.put("slots", model.pace().slots());
    }
    return list.toString();
  }
}
