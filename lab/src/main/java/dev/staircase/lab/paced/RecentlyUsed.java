package dev.staircase.lab.paced;

import java.util.Arrays;

/// A bounded set of numbers in the order of their last use; those that were not used longest go
/// first.
///
/// What a [java.util.LinkedHashMap] in the order of access does, in arrays: a simulated fleet keeps
/// millions of these numbers, which as objects would take three times the room and most of a
/// garbage collector's time. A number is a node; the nodes of a bucket are a chain, and all nodes
/// are one from the oldest to the newest.
final class RecentlyUsed {
  private static final int NONE = -1;
  private static final int FIRST_ROOM = 64;

  private final int capacity;
  private long[] numbers = new long[0];
  private int[] buckets = new int[0];
  private int[] nextInBucket = new int[0];
  private int[] older = new int[0];
  private int[] newer = new int[0];
  private int oldest = NONE;
  private int newest = NONE;
  private int size;

  /// @param capacity the most numbers kept
  RecentlyUsed(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return size;
  }

  /// Uses a number.
  ///
  /// @param number whose last bits are spread evenly, as those of a hash
  /// @return whether it is in the set
  boolean use(long number) {
    int node = find(number);
    if (node == NONE) {
      return false;
    }
    if (node != newest) {
      unlink(node);
      append(node);
    }
    return true;
  }

  /// Uses a number, which is in the set from now on.
  void add(long number) {
    if (capacity == 0 || use(number)) {
      return;
    }
    int node;
    if (size < capacity) {
      if (size == numbers.length) {
        grow();
      }
      node = size++;
    } else {
      node = oldest;
      unlink(node);
      forget(node);
    }
    numbers[node] = number;
    remember(node);
    append(node);
  }

  private int find(long number) {
    if (size == 0) {
      return NONE;
    }
    int node = buckets[bucket(number)];
    while (node != NONE && numbers[node] != number) {
      node = nextInBucket[node];
    }
    return node;
  }

  private int bucket(long number) {
    return (int) number & (buckets.length - 1);
  }

  private void remember(int node) {
    int bucket = bucket(numbers[node]);
    nextInBucket[node] = buckets[bucket];
    buckets[bucket] = node;
  }

  private void forget(int node) {
    int bucket = bucket(numbers[node]);
    if (buckets[bucket] == node) {
      buckets[bucket] = nextInBucket[node];
      return;
    }
    int before = buckets[bucket];
    while (nextInBucket[before] != node) {
      before = nextInBucket[before];
    }
    nextInBucket[before] = nextInBucket[node];
  }

  private void append(int node) {
    older[node] = newest;
    newer[node] = NONE;
    if (newest == NONE) {
      oldest = node;
    } else {
      newer[newest] = node;
    }
    newest = node;
  }

  private void unlink(int node) {
    int before = older[node];
    int after = newer[node];
    if (before == NONE) {
      oldest = after;
    } else {
      newer[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      older[after] = before;
    }
  }

  /// Room for twice as many, in as many buckets as the next power of two.
  private void grow() {
    int room = (int) Math.min(capacity, Math.max(FIRST_ROOM, 2L * size));
    numbers = Arrays.copyOf(numbers, room);
    nextInBucket = Arrays.copyOf(nextInBucket, room);
    older = Arrays.copyOf(older, room);
    newer = Arrays.copyOf(newer, room);
    buckets = new int[Integer.highestOneBit(Math.max(1, room - 1)) * 2];
    Arrays.fill(buckets, NONE);
    for (int node = 0; node < size; node++) {
      remember(node);
    }
  }
}
