package dev.staircase.lab.sim;

import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Who reads whom, and what for: a model alone, layers of proposers, a debate, a chain, a tree, or
/// any small graph.
///
/// @param reads the sources of each agent
/// @param tasks what each agent is told
/// @param rounds the debaters of each round; empty where there is no debate
record Graph(List<List<Integer>> reads, List<Task> tasks, List<List<Integer>> rounds) {
  private static final Task CUSTOM = new Task.Custom("Answer as a physicist would.");

  private Graph() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  int size() {
    return reads.size();
  }

  static Graph draw(Chance chance) {
    Graph graph = new Graph();
    int kind = chance.below(20);
    switch (kind) {
      case 0, 1 -> graph.add(List.of(), Task.AGGREGATE);
      case 2, 3, 4, 5, 6, 7, 8 -> graph.layers(chance, 1);
      case 9, 10 -> graph.layers(chance, chance.between(2, 3));
      case 11, 12, 13 -> graph.debate(chance);
      case 14, 15 -> graph.chain(chance.between(2, 4));
      case 16, 17 -> graph.tree(chance.between(1, 2), chance.between(2, 3));
      default -> graph.any(chance, chance.between(2, 6));
    }
    for (int i = 0; i < graph.size(); i++) {
      if (chance.percent(5)) {
        graph.tasks.set(i, CUSTOM);
      }
    }
    return graph;
  }

  private int add(List<Integer> sources, Task task) {
    reads.add(sources);
    tasks.add(task);
    return reads.size() - 1;
  }

  private void layers(Chance chance, int layers) {
    List<Integer> before = List.of();
    for (int layer = 0; layer < layers; layer++) {
      List<Integer> own = new ArrayList<>();
      for (int i = chance.between(1, layers == 1 ? 5 : 3); i > 0; i--) {
        own.add(add(before, Task.AGGREGATE));
      }
      before = own;
    }
    add(before, Task.AGGREGATE);
  }

  private void debate(Chance chance) {
    int debaters = chance.percent(15) ? 4 : chance.between(2, 3);
    List<Integer> before = List.of();
    for (int round = chance.between(1, 3); round > 0; round--) {
      List<Integer> own = new ArrayList<>();
      for (int i = 0; i < debaters; i++) {
        own.add(add(before, new Task.Debate(before.isEmpty() ? -1 : before.get(i))));
      }
      rounds.add(own);
      before = own;
    }
    add(before, chance.percent(60) ? Task.JUDGE : new Task.Debate(before.getFirst()));
  }

  private void chain(int agents) {
    for (int i = 0; i < agents; i++) {
      add(i == 0 ? List.of() : List.of(i - 1), Task.REFINE);
    }
  }

  /// The leaves first, so that each agent stands behind those that it reads.
  private void tree(int depth, int width) {
    List<Integer> level = new ArrayList<>();
    for (int i = 0; i < (depth == 1 ? width : width * 2); i++) {
      level.add(add(List.of(), Task.REFINE));
    }
    while (level.size() > 1) {
      List<Integer> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += width) {
        int end = Math.min(level.size(), i + width);
        above.add(add(List.copyOf(level.subList(i, end)), Task.REFINE));
      }
      level = above;
    }
  }

  private void any(Chance chance, int agents) {
    TreeSet<Integer> unread = new TreeSet<>();
    for (int i = 0; i < agents; i++) {
      TreeSet<Integer> sources = new TreeSet<>(i == agents - 1 ? unread : List.of());
      for (int source = 0; source < i; source++) {
        if (chance.percent(40)) {
          sources.add(source);
        }
      }
      unread.removeAll(sources);
      unread.add(i);
      add(List.copyOf(sources), Task.AGGREGATE);
    }
  }
}
