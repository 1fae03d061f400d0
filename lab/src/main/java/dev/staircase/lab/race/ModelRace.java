package dev.staircase.lab.race;

import tools.jackson.databind.json.JsonMapper;

/// A race of one virtual model.
public record ModelRace(String model, RaceResult result) {

  /// One line of JSON: that of the race, with the model's name.
  public String toJson() {
    return result.fields(JsonMapper.shared().createObjectNode().put("model", model)).toString();
  }
}
