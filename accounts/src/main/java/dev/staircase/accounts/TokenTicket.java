package dev.staircase.accounts;

/// Tokens taken from a key's bucket for one answer.
///
/// @param taken 0 if its rates were not asked
record TokenTicket(Rates rates, VirtualKey key, long taken) {
  /// Gives back what was not needed, or takes what more was. A store that is away then is not asked
  /// again: its buckets are full in a minute.
  void settle(long needed) {
    rates.giveBack(key, taken - needed);
  }
}
