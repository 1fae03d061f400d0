package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.engine.Effect.What;
import dev.staircase.core.prompt.Part;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What an agent reads of all its sources: when its next view is ready, and how far it may write on
/// the present one.
final class Reading {
  private final int agent;
  private final Pace pace;
  private final boolean barrier;
  private final List<Link> links = new ArrayList<>();
  private final Desk desk;
  private int shownProposals;
  private int goneAtView;
  private long news;
  private boolean viewed;
  private int timer = -1;

  Reading(int agent, Agent reader, Pace pace, List<AgentRun> sources, Desk desk) {
    this.agent = agent;
    this.pace = pace;
    this.barrier = reader.barrier() || pace.serial() || sources.isEmpty();
    this.desk = desk;
    int own = reader.task() instanceof Task.Debate(int before) ? before : -1;
    for (AgentRun source : sources) {
      links.add(new Link(source, pace, source.index() == own));
    }
  }

  /// Reads other agents in place of those that it has shown nothing of yet; those that it has are
  /// read as they are.
  void readInstead(List<AgentRun> others) {
    links.removeIf(link -> !link.wasShown());
    others.forEach(other -> links.add(new Link(other, pace, false)));
  }

  /// Reads nobody any more.
  void release() {
    links.forEach(Link::release);
  }

  /// Takes note of sources that have failed or said nothing.
  void refresh() {
    for (Link link : links) {
      AgentRun source = link.source;
      if (link.dropped() || !source.over()) {
        continue;
      }
      boolean silent = source.text().isBlank();
      if (silent || (!source.wrote() && !link.worthKeeping())) {
        link.drop();
        desk.note(source.index(), What.DROPPED, source.reason());
      } else if (!source.wrote() && link.breakOff()) {
        desk.note(source.index(), What.BROKEN_OFF, source.reason());
      }
    }
  }

  /// Whether too few proposals are left for a first step.
  boolean belowQuorum() {
    return !viewed && counted() < quorum();
  }

  /// What became of the proposals; a time limit or a cap of ours where nothing else stopped them.
  CallError losses() {
    List<String> losses = new ArrayList<>();
    for (Link link : links) {
      if (link.dropped()) {
        losses.add(link.source.name() + ": " + link.source.reason());
      }
    }
    List<CallError.Kind> kinds =
        links.stream().filter(Link::dropped).map(Reading::kindOfLoss).distinct().toList();
    return new CallError(
        kinds.size() == 1 ? kinds.getFirst() : CallError.Kind.THEIRS,
        0,
        "%d of %d proposers failed, the quorum is %d (%s)"
            .formatted(losses.size(), links.size(), quorum(), String.join("; ", losses)));
  }

  private static CallError.Kind kindOfLoss(Link link) {
    CallError error = link.source.error();
    if (error == null) {
      return CallError.Kind.THEIRS;
    }
    return switch (error.kind()) {
      case CAP -> CallError.Kind.CAP;
      case LIMIT -> error.status() == 0 ? CallError.Kind.LIMIT : CallError.Kind.THEIRS;
      case OURS, THEIRS, NETWORK, CANCELLED -> CallError.Kind.THEIRS;
    };
  }

  /// Whether the next step can begin: the chunk of every proposal that is waited for is there
  /// (without a barrier, of one, unless whole proposals are waited for), and the step has something
  /// new to show or one proposal fewer to wait for, so that silence never buys a call.
  boolean ready(int chunk, int written) {
    boolean forAll = barrier || chunk == Pace.WHOLE;
    boolean news = gone() > goneAtView;
    for (Link link : links) {
      boolean delivered = link.delivered(chunk, written);
      if (forAll && link.awaited() && !delivered) {
        return false;
      }
      news |= link.overUnread() || (delivered && link.hasNews(chunk, written));
    }
    boolean enough = viewed || deliveredCount(chunk, written) >= quorum();
    return enough && (news || (barrier && !viewed));
  }

  /// Shows the proposals as they are now.
  List<Part> view(int chunk, int written) {
    boolean everyoneOver = everyoneOver();
    long before = shownTokens();
    List<Part> parts = new ArrayList<>();
    for (Link link : links) {
      if (link.overUnread() || link.hasNews(chunk, written)) {
        Part part = link.show(chunk, written, everyoneOver, shownProposals + 1);
        shownProposals = Math.max(shownProposals, part.number());
        parts.add(part);
      }
    }
    parts.sort(Comparator.comparingInt(Part::number));
    viewed = true;
    goneAtView = gone();
    timer = -1;
    news = shownTokens() - before;
    return parts;
  }

  /// How many tokens the last view showed for the first time.
  long news() {
    return news;
  }

  /// What the next view is known to begin with: the proposals in their order, up to the first whose
  /// chunk isn't there.
  List<Part> gathered(int chunk, int written) {
    List<Part> parts = new ArrayList<>();
    int next = shownProposals + 1;
    for (Link link : links) {
      if (!link.delivered(chunk, written)) {
        break;
      }
      if (link.overUnread() || link.hasNews(chunk, written)) {
        Part part = link.peek(chunk, written, false, next);
        next = Math.max(next, part.number() + 1);
        parts.add(part);
      }
    }
    parts.sort(Comparator.comparingInt(Part::number));
    return parts;
  }

  /// Characters of the proposals that no view has shown yet.
  long unreadChars() {
    long unread = 0;
    for (Link link : links) {
      unread += link.counts() ? link.unreadChars() : 0;
    }
    return unread;
  }

  /// The fewest tokens shown of a proposal that is waited for; 0 when none is.
  long leastShown() {
    return links.stream()
        .filter(link -> link.awaited() && !link.read())
        .mapToLong(Link::credit)
        .min()
        .orElse(0);
  }

  /// How many tokens may be written on the present view; [Long#MAX_VALUE] for no bound. Without a
  /// barrier the proposal that is read furthest sets it.
  long bound() {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (Link link : links) {
      least = Math.min(least, link.bound());
      most = link.wasShown() ? Math.max(most, link.bound()) : most;
    }
    return barrier || most == 0 ? least : most;
  }

  /// Whether every proposal that is waited for was read to its end.
  boolean complete() {
    return links.stream().allMatch(link -> !link.awaited() || link.read());
  }

  /// Begins to lose patience, once a quorum has delivered and others have not.
  void armPatience(int chunk, int written) {
    long patienceMs = pace.patienceMs();
    long enough = viewed ? Math.min(1, links.size()) : quorum();
    if (timer < 0 && patienceMs > 0 && deliveredCount(chunk, written) >= enough) {
      for (Link link : links) {
        link.waitFrom();
      }
      timer = desk.arm(patienceMs);
    }
  }

  /// Patience has run out for the proposals that have not delivered.
  void deadline(int expired, int chunk, int written) {
    if (expired != timer) {
      return;
    }
    timer = -1;
    for (Link link : links) {
      if (link.awaited() && !link.delivered(chunk, written) && link.waitedInVain(viewed)) {
        desk.note(
            link.source.index(),
            What.LATE,
            "no chunk within " + pace.patienceMs() + " ms for agent " + agent);
        if (pace.serial()) {
          link.drop();
          link.release();
        }
      }
    }
  }

  private boolean everyoneOver() {
    for (Link link : links) {
      if (link.counts() && !link.source.over()) {
        return false;
      }
    }
    return true;
  }

  private long shownTokens() {
    long shown = 0;
    for (Link link : links) {
      shown += link.shownTokens();
    }
    return shown;
  }

  private int counted() {
    int count = 0;
    for (Link link : links) {
      count += link.counts() ? 1 : 0;
    }
    return count;
  }

  private long deliveredCount(int chunk, int written) {
    long count = 0;
    for (Link link : links) {
      count += link.counts() && link.delivered(chunk, written) ? 1 : 0;
    }
    return count;
  }

  private long quorum() {
    return barrier ? pace.quorumOf(links.size()) : Math.min(1, links.size());
  }

  private int gone() {
    int gone = 0;
    for (Link link : links) {
      gone += link.dropped() || link.late() ? 1 : 0;
    }
    return gone;
  }
}
