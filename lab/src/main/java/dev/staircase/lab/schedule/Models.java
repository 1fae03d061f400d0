package dev.staircase.lab.schedule;

/// Models in virtual time, to which performances hand their calls.
public interface Models {
  /// Takes up a call: makes its voice speak, now and again, until it is over.
  ///
  /// @return what is to be done, once, when the call is over, by its end or because it was aborted
  Runnable open(Voice voice);
}
