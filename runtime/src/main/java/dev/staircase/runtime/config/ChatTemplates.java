package dev.staircase.runtime.config;

import dev.staircase.runtime.client.ChatTemplate;

/// Chat templates that can be named in the configuration. None writes a begin token: servers add it
/// by themselves.
enum ChatTemplates {
  /// Qwen, Yi, many fine-tunes.
  CHATML,
  /// Llama 3 and its successors of the same format.
  LLAMA3,
  /// Gemma 2 and 3, which know no system turn: the system's words stand in a user's turn.
  GEMMA,
  /// Mistral's v7 format.
  MISTRAL;

  /// @param written the name of one, or a map of pieces
  static ChatTemplate read(Cursor written) {
    if (!written.isMap()) {
      return WireNames.read(ChatTemplates.class, written.text()).template();
    }
    return new ChatTemplate(
        written.text("begin", ""),
        written.text("system", ""),
        written.text("user", ""),
        written.text("assistant", ""),
        written.text("open", ""));
  }

  private ChatTemplate template() {
    return switch (this) {
      case CHATML ->
          new ChatTemplate(
              "",
              "<|im_start|>system\n{content}<|im_end|>\n",
              "<|im_start|>user\n{content}<|im_end|>\n",
              "<|im_start|>assistant\n{content}<|im_end|>\n",
              "<|im_start|>assistant\n");
      case LLAMA3 ->
          new ChatTemplate(
              "",
              "<|start_header_id|>system<|end_header_id|>\n\n{content}<|eot_id|>",
              "<|start_header_id|>user<|end_header_id|>\n\n{content}<|eot_id|>",
              "<|start_header_id|>assistant<|end_header_id|>\n\n{content}<|eot_id|>",
              "<|start_header_id|>assistant<|end_header_id|>\n\n");
      case GEMMA ->
          new ChatTemplate(
              "",
              "<start_of_turn>user\n{content}<end_of_turn>\n",
              "<start_of_turn>user\n{content}<end_of_turn>\n",
              "<start_of_turn>model\n{content}<end_of_turn>\n",
              "<start_of_turn>model\n");
      case MISTRAL ->
          new ChatTemplate(
              "",
              "[SYSTEM_PROMPT]{content}[/SYSTEM_PROMPT]",
              "[INST]{content}[/INST]",
              "{content}</s>",
              "");
    };
  }
}
