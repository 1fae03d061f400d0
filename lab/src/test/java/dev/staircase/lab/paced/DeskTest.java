package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class DeskTest {
  @Test
  void servesInTheOrderOfArrivalAndNoMoreThanItsSlots() {
    var desk = new Desk(Rig.fast(1).withPace(Pace.STEADY.withSlots(2)), 1);
    var started = new ArrayList<String>();
    Runnable fourth = () -> started.add("4");
    desk.enter(() -> started.add("1"));
    desk.enter(() -> started.add("2"));
    desk.enter(() -> started.add("3"));
    desk.enter(fourth);
    desk.enter(() -> started.add("5"));
    assertThat(started).containsExactly("1", "2");
    assertThat(desk.giveUp(fourth)).isTrue();
    desk.leave();
    desk.leave();
    desk.leave();
    desk.leave();
    assertThat(started).containsExactly("1", "2", "3", "5");
    desk.enter(() -> started.add("6"));
    desk.enter(() -> started.add("7"));
    desk.enter(() -> started.add("8"));
    assertThat(started).endsWith("6", "7");
  }
}
