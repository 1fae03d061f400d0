package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.page.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as JSON: all of its figures, times in milliseconds.
public final class PlanJson {
  private PlanJson() {}

  /// One object.
  public static ObjectNode of(Outlook outlook) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("slo", Objectives.words(outlook.goal().slo()));
    json.put("planned_for", Objectives.words(outlook.slo()));
    json.put("per_second", outlook.goal().perSecond());
    json.put("seed", outlook.goal().seed());
    json.put("met", outlook.isMet());
    choices(json.putArray("choices"), outlook);
    ways(json.putArray("ways"), outlook);
    ObjectNode frontier = json.putObject("frontier");
    for (Strategy strategy : List.of(Strategy.SERIAL, Strategy.STAIRCASE)) {
      points(frontier.putArray(FleetFile.words(strategy)), outlook.frontier(strategy));
    }
    points(json.putArray("tried"), outlook.tried());
    compare(json.putObject("comparison"), outlook.comparison());
    Caveats.ALL.forEach(json.putArray("cannot_tell")::add);
    return json;
  }

  private static void choices(ArrayNode choices, Outlook outlook) {
    for (Choice choice : outlook.choices()) {
      ObjectNode node = choices.addObject();
      node.put("strategy", FleetFile.words(choice.way().strategy()));
      node.put("way", choice.way().label());
      node.put("verdict", PlanText.sure(choice));
      if (choice.plan() == null) {
        node.putNull("plan").put("misses", PlanText.misses(choice));
        node.set("closest", point(choice.closest()));
      } else {
        node.put("confirmed", choice.plan().confirmed()).put("refuted", choice.plan().refuted());
        node.set("plan", point(choice.plan().point()));
      }
    }
  }

  private static void ways(ArrayNode ways, Outlook outlook) {
    for (Row row : outlook.rows()) {
      ObjectNode node = ways.addObject().put("way", row.way().label());
      if (row.plan() == null) {
        node.putNull("plan").put("without", outlook.without(row));
      } else {
        node.set("plan", point(row.plan()));
      }
      node.set("idle", point(row.idle()));
    }
  }

  private static void compare(ObjectNode json, Comparison comparison) {
    json.put("slo", Objectives.words(comparison.shared()));
    json.put("cost", PlanText.cost(comparison));
    points(json.putArray("plans"), comparison.plans().stream().map(Plan::point).toList());
    ArrayNode sweeps = json.putArray("sweeps");
    for (Sweep sweep : comparison.sweeps()) {
      ObjectNode node = sweeps.addObject().put("plan", sweep.plan().label());
      node.set("replicas", Json.MAPPER.valueToTree(sweep.replicas()));
      points(node.putArray("serial"), sweep.serial());
      points(node.putArray("staircase"), sweep.staircase());
      ArrayNode crossings = node.putArray("crossings");
      for (Crossing crossing : sweep.crossings()) {
        ObjectNode one = crossings.addObject();
        one.put("figure", crossing.measure().label).put("staircase", crossing.words());
        one.set("per_second", Json.MAPPER.valueToTree(crossing.perSecond()));
      }
    }
  }

  private static void points(ArrayNode array, List<Point> points) {
    points.forEach(point -> array.add(point(point)));
  }

  private static ObjectNode point(Point point) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("way", point.way().label());
    json.set("replicas", Json.MAPPER.valueToTree(point.replicas()));
    json.put("per_second", point.perSecond()).put("answers", point.answers());
    json.put("usd_per_hour", point.usdPerHour()).put("usd_per_thousand", point.usdPerThousand());
    json.put("meets", point.meets()).put("goodput", point.goodput());
    json.put("ttft_p50_ms", point.ttftP50Ms()).put("ttft_p95_ms", point.ttftP95Ms());
    json.put("itl_p95_ms", point.itlP95Ms());
    json.put("e2e_p50_ms", point.e2eP50Ms()).put("e2e_p95_ms", point.e2eP95Ms());
    json.set("utilisation", Json.MAPPER.valueToTree(point.utilisation()));
    ArrayNode reached = json.putArray("reached");
    for (Reached one : point.reached()) {
      reached
          .addObject()
          .put("term", Objectives.words(one.term()))
          .put("ms", one.ms())
          .put("low_ms", one.lowMs())
          .put("high_ms", one.highMs())
          .put("met", one.met());
    }
    return json;
  }
}
