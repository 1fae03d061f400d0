package dev.staircase.core.rules;

import java.io.StringReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimerTask;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assert;
import org.jspecify.annotations.Nullable;

/// Classes which each break one rule of [Purity], so that the check can fail.
final class Planted {
  private Planted() {}

  @Breaks("threads: java/lang/Thread.onSpinWait()V")
  static final class SleepingThread {
    void go() {
      Thread.onSpinWait();
    }
  }

  @Breaks("threads: java/lang/Thread")
  static final class FieldOfAThread {
    @Nullable Thread thread;
  }

  @Breaks("threads: java/lang/Thread")
  static final class ArrayOfThreads {
    Object go() {
      return new Thread[0][0];
    }
  }

  @Breaks("threads: java/lang/Thread")
  static final class SignatureOfAThread {
    @Nullable List<Thread> threads;
  }

  @Breaks("threads: java/lang/ThreadLocal")
  static final class ThreadLocals {
    @Nullable ThreadLocal<String> local;
  }

  @Breaks("threads: java/lang/Runtime.availableProcessors()I")
  static final class Processors {
    int go() {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  @Breaks("threads: java/lang/ProcessHandle.current()Ljava/lang/ProcessHandle;")
  static final class OtherProcess {
    Object go() {
      return ProcessHandle.current();
    }
  }

  @Breaks("threads: java/lang/Object.notifyAll()V")
  static final class Notifying {
    synchronized void go() {
      notifyAll();
    }
  }

  @Breaks("threads: java/util/TimerTask")
  static final class TimerTasks {
    @Nullable TimerTask task;
  }

  @Breaks("threads: java/util/concurrent/locks/ReentrantLock")
  static final class Locks {
    final Object lock = new ReentrantLock();
  }

  @Breaks("threads: java/util/concurrent/atomic/AtomicInteger")
  static final class Atomics {
    final AtomicInteger count = new AtomicInteger();
  }

  @Breaks("threads: java/util/List.parallelStream()Ljava/util/stream/Stream;")
  static final class ParallelStream {
    Object go(List<String> words) {
      return words.parallelStream();
    }
  }

  @Breaks("threads: java/util/stream/Stream.parallel()Ljava/util/stream/BaseStream;")
  static final class ParallelLater {
    Object go(Stream<String> words) {
      return words.parallel();
    }
  }

  @Breaks("threads: java/util/Arrays.parallelSort([I)V")
  static final class ParallelSort {
    void go(int[] numbers) {
      Arrays.parallelSort(numbers);
    }
  }

  @Breaks("clocks: java/lang/System.currentTimeMillis()J")
  static final class Millis {
    long go() {
      return System.currentTimeMillis();
    }
  }

  @Breaks("clocks: java/lang/System.currentTimeMillis()J")
  static final class MillisByReference {
    LongSupplier go() {
      return System::currentTimeMillis;
    }
  }

  @Breaks("clocks: java/lang/System.nanoTime()J")
  static final class Nanos {
    long go() {
      return System.nanoTime();
    }
  }

  @Breaks("clocks: java/time/Clock")
  static final class Clocks {
    @Nullable Clock clock;
  }

  @Breaks("clocks: java/time/Instant.now()Ljava/time/Instant;")
  static final class Now {
    Object go() {
      return Instant.now();
    }
  }

  @Breaks("randomness: java/util/Random")
  static final class Randoms {
    @Nullable Random random;
  }

  @Breaks("randomness: java/util/SplittableRandom.<init>(J)V")
  static final class Split {
    Object go() {
      return new SplittableRandom(1);
    }
  }

  @Breaks("randomness: java/util/random/RandomGenerator")
  static final class Generators {
    @Nullable RandomGenerator random;
  }

  @Breaks("threads: java/util/concurrent/ThreadLocalRandom")
  static final class ThreadLocalRandoms {
    int go() {
      return ThreadLocalRandom.current().nextInt();
    }
  }

  @Breaks("randomness: java/util/UUID.randomUUID()Ljava/util/UUID;")
  static final class Uuids {
    Object go() {
      return UUID.randomUUID();
    }
  }

  @Breaks("randomness: java/lang/Math.random()D")
  static final class Dice {
    double go() {
      return Math.random();
    }
  }

  @Breaks("randomness: java/util/Collections.shuffle(Ljava/util/List;)V")
  static final class Shuffle {
    void go(List<String> words) {
      Collections.shuffle(words);
    }
  }

  @Breaks("hash order: java/util/HashMap.<init>()V")
  static final class HashMaps {
    final Map<String, String> map = new HashMap<>();
  }

  @Breaks("hash order: java/util/HashSet.<init>()V")
  static final class HashSets {
    final Set<String> set = new HashSet<>();
  }

  @Breaks("hash order: java/util/IdentityHashMap.<init>()V")
  static final class IdentityMaps {
    final IdentityHashMap<String, String> map = new IdentityHashMap<>();
  }

  @Breaks("hash order: java/util/WeakHashMap.<init>()V")
  static final class WeakMaps {
    final Map<String, String> map = new WeakHashMap<>();
  }

  @Breaks("hash order: java/util/Set.of(Ljava/lang/Object;Ljava/lang/Object;)Ljava/util/Set;")
  static final class SetOf {
    Object go() {
      return Set.of("a", "b");
    }
  }

  @Breaks("hash order: java/util/Set.copyOf(Ljava/util/Collection;)Ljava/util/Set;")
  static final class SetCopy {
    Object go(List<String> words) {
      return Set.copyOf(words);
    }
  }

  @Breaks("hash order: java/util/Map.of(Ljava/lang/Object;Ljava/lang/Object;)Ljava/util/Map;")
  static final class MapOf {
    Object go() {
      return Map.of("a", "b");
    }
  }

  @Breaks("hash order: java/util/Map.copyOf(Ljava/util/Map;)Ljava/util/Map;")
  static final class MapCopy {
    Object go(Map<String, String> map) {
      return Map.copyOf(map);
    }
  }

  @Breaks("hash order: java/util/Map.ofEntries([Ljava/util/Map$Entry;)Ljava/util/Map;")
  static final class MapEntries {
    Object go() {
      return Map.ofEntries(Map.entry("a", "b"));
    }
  }

  @Breaks("hash order: java/util/stream/Collectors.toSet()Ljava/util/stream/Collector;")
  static final class ToSet {
    Object go() {
      return Collectors.toSet();
    }
  }

  @Breaks(
      "hash order:"
          + " java/util/stream/Collectors.toMap(Ljava/util/function/Function;Ljava/util/function/Function;)Ljava/util/stream/Collector;")
  static final class ToMap {
    Object go(Stream<String> words) {
      return words.collect(Collectors.toMap(Object::toString, Object::toString));
    }
  }

  @Breaks(
      "hash order:"
          + " java/util/stream/Collectors.groupingBy(Ljava/util/function/Function;)Ljava/util/stream/Collector;")
  static final class Grouping {
    Object go(Stream<String> words) {
      return words.collect(Collectors.groupingBy(String::length));
    }
  }

  @Breaks("identity hash: java/lang/System.identityHashCode(Ljava/lang/Object;)I")
  static final class IdentityHash {
    int go() {
      return System.identityHashCode(this);
    }
  }

  @Breaks("identity hash: java/lang/Object.hashCode()I")
  static final class ObjectHash {
    int go(Object any) {
      return any.hashCode();
    }
  }

  @Breaks("the process: java/lang/System.getenv(Ljava/lang/String;)Ljava/lang/String;")
  static final class Environment {
    Object go() {
      return Objects.toString(System.getenv("HOME"));
    }
  }

  @Breaks("the process: java/lang/System.exit(I)V")
  static final class Exit {
    void go() {
      System.exit(1);
    }
  }

  @Breaks("the process: java/lang/System.out:Ljava/io/PrintStream;")
  static final class Printing {
    void go() {
      System.out.println("x");
    }
  }

  @Breaks("the process: java/lang/System.in:Ljava/io/InputStream;")
  static final class Reading {
    Object go() {
      return System.in;
    }
  }

  @Breaks("outside java.base's plain part: java/io/StringReader")
  static final class Io {
    Object go() {
      return new StringReader("x");
    }
  }

  @Breaks("outside java.base's plain part: java/net/URI")
  static final class Net {
    @Nullable URI uri;
  }

  @Breaks("outside java.base's plain part: java/nio/file/Path")
  static final class NioFile {
    @Nullable Path path;
  }

  @Breaks("outside java.base's plain part: java/lang/reflect/Method")
  static final class Reflection {
    @Nullable Method method;
  }

  @Breaks("outside java.base's plain part: org/assertj/core/api/Assert")
  static final class Library {
    @Nullable Assert<?, ?> library;
  }
}
