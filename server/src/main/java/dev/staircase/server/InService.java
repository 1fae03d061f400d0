package dev.staircase.server;

import dev.staircase.runtime.Staircase;

/// The staircase in service. Another can take its place while answers are under way: each answer
/// keeps the one that it began with, and the old one is closed behind the last of them.
final class InService {
  private Lease current;

  InService(Staircase first) {
    current = new Lease(first);
  }

  /// The one to begin an answer with; to be given back.
  synchronized Lease take() {
    current.users++;
    return current;
  }

  /// The one in service just now, for a look.
  synchronized Staircase staircase() {
    return current.staircase;
  }

  /// Puts another one in service.
  synchronized void replace(Staircase next) {
    Lease old = current;
    current = new Lease(next);
    old.retired = true;
    old.closeIfUnused();
  }

  /// A staircase for as long as it is used.
  final class Lease {
    private final Staircase staircase;
    private int users;
    private boolean retired;

    private Lease(Staircase staircase) {
      this.staircase = staircase;
    }

    Staircase staircase() {
      return staircase;
    }

    /// Once for each time that it was taken.
    void giveBack() {
      synchronized (InService.this) {
        users--;
        closeIfUnused();
      }
    }

    private void closeIfUnused() {
      if (retired && users == 0) {
        staircase.close();
      }
    }
  }
}
