extension ChatTemplate {
  /// All that are known, in the order in which they are listed.
  public static let all: [ChatTemplate] = [
    chatML("chatml"),
    chatML(
      "smollm2",
      "You are a helpful AI assistant named SmolLM, trained by Hugging Face"),
    chatML("qwen1.5", "You are a helpful assistant"),
    chatML("qwen2", "You are a helpful assistant."),
    chatML(
      "qwen2.5", "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),
    llama2, llama3("llama-3"),
    llama3(
      "llama-3.1", system: "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"),
    mistral("mistral-v0.1", after: "</s> "), mistral("mistral-v0.2", after: "</s>"),
    gemma("gemma", .refused),
    gemma("gemma-3", .inFirstTurn(before: "", after: "\n\n", together: false)),
    phi3, zephyr, vicuna,
  ]

  /// The template of a name.
  public static func named(_ name: String) -> ChatTemplate? { all.first { $0.name == name } }

  /// OpenAI's form of 2023, with or without words that the system says by itself.
  private static func chatML(_ name: String, _ system: String? = nil) -> ChatTemplate {
    func turn(_ role: String) -> Turn { Turn(open: "<|im_start|>\(role)\n", close: "<|im_end|>\n") }
    return ChatTemplate(
      name, system: .turn(turn("system")), defaultSystem: system, user: turn("user"),
      assistant: turn("assistant"), endOfTurn: "<|im_end|>")
  }

  /// Meta's form of Llama 2 (arXiv 2307.09288).
  private static let llama2 = ChatTemplate(
    "llama-2", system: .inFirstTurn(before: "<<SYS>>\n", after: "\n<</SYS>>\n\n", together: true),
    user: Turn(open: "<s>[INST] ", close: " [/INST]", trims: true),
    assistant: Turn(open: " ", close: " </s>", trims: true), opening: "", alternates: true,
    endOfTurn: "</s>")

  /// Meta's form of Llama 3 (arXiv 2407.21783); 3.1 always has a system's turn, with its dates.
  private static func llama3(_ name: String, system dates: String? = nil) -> ChatTemplate {
    func turn(_ role: String, _ more: String = "") -> Turn {
      Turn(
        open: "<|start_header_id|>\(role)<|end_header_id|>\n\n\(more)", close: "<|eot_id|>",
        trims: true)
    }
    return ChatTemplate(
      name, start: "<|begin_of_text|>", system: .turn(turn("system", dates ?? "")),
      defaultSystem: dates == nil ? nil : "", user: turn("user"), assistant: turn("assistant"),
      endOfTurn: "<|eot_id|>")
  }

  /// Mistral's form of its first instruct models (arXiv 2310.06825).
  private static func mistral(_ name: String, after: String) -> ChatTemplate {
    ChatTemplate(
      name, start: "<s>", system: .refused, user: Turn(open: "[INST] ", close: " [/INST]"),
      assistant: Turn(open: "", close: after), alternates: true, endOfTurn: "</s>")
  }

  /// Google's form (arXiv 2403.08295); Gemma 3 takes a system's words into the first turn.
  private static func gemma(_ name: String, _ system: System) -> ChatTemplate {
    func turn(_ role: String) -> Turn {
      Turn(open: "<start_of_turn>\(role)\n", close: "<end_of_turn>\n", trims: true)
    }
    return ChatTemplate(
      name, start: "<bos>", system: system, user: turn("user"), assistant: turn("model"),
      alternates: true, endOfTurn: "<end_of_turn>")
  }

  /// Microsoft's form of Phi-3 (arXiv 2404.14219) and 3.5.
  private static let phi3: ChatTemplate = {
    func turn(_ role: String) -> Turn { Turn(open: "<|\(role)|>\n", close: "<|end|>\n") }
    return ChatTemplate(
      "phi-3", system: .turn(turn("system")), user: turn("user"), assistant: turn("assistant"),
      endOfTurn: "<|end|>")
  }()

  /// Hugging Face's form of Zephyr (arXiv 2310.16944), which TinyLlama has too.
  private static let zephyr: ChatTemplate = {
    func turn(_ role: String) -> Turn { Turn(open: "<|\(role)|>\n", close: "</s>\n") }
    return ChatTemplate(
      "zephyr", system: .turn(turn("system")), user: turn("user"), assistant: turn("assistant"),
      endOfTurn: "</s>")
  }()

  /// LMSYS's form of Vicuna 1.1 and 1.5.
  private static let vicuna = ChatTemplate(
    "vicuna", system: .turn(Turn(open: "", close: "")),
    defaultSystem: "A chat between a curious user and an artificial intelligence assistant. "
      + "The assistant gives helpful, detailed, and polite answers to the user's questions.",
    user: Turn(open: " USER: ", close: "", trims: true),
    assistant: Turn(open: " ASSISTANT: ", close: "</s>", trims: true), opening: " ASSISTANT:",
    alternates: true, endOfTurn: "</s>")
}
