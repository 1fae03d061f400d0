package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;

/// A call that cannot be sent, and says so with the next turn of the event loop.
final class RefusedCall implements ModelClient.OpenCall {
  private final CallError error;
  private final ModelClient.Listener listener;
  private volatile boolean over;

  RefusedCall(CallError error, ModelClient.Listener listener) {
    this.error = error;
    this.listener = listener;
  }

  void tell() {
    if (!over) {
      over = true;
      listener.failed(error);
    }
  }

  @Override
  public void abort() {
    over = true;
  }
}
