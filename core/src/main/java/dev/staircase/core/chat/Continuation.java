package dev.staircase.core.chat;

/// How a model is made to go on with its own partial text. Every provider has its own way, or none.
public enum Continuation {
  /// The last message is the partial assistant text, sent with `continue_final_message: true` and
  /// `add_generation_prompt: false` (vLLM, SGLang).
  CONTINUE_FINAL_MESSAGE,
  /// The last message is the partial assistant text, without a flag (llama.cpp, Ollama, older
  /// Anthropic).
  TRAILING_ASSISTANT,
  /// The last message is the partial assistant text and carries `"prefix": true` (DeepSeek beta,
  /// Mistral).
  PREFIX_FLAG,
  /// The chat template is rendered on our side and sent to `/v1/completions`, the partial text at
  /// its end.
  COMPLETIONS,
  /// The partial text is a closed assistant turn, and a user turn asks to go on where it stopped.
  /// Always possible.
  NEW_TURN;

  /// Whether the partial text is the end of the prompt, to be continued within the same turn.
  public boolean continuesTurn() {
    return this != NEW_TURN;
  }
}
