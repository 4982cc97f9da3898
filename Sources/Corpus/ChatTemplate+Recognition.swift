extension ChatTemplate {
  /// The template that a published text in Jinja stands for; `nil` for a text that is not known to
  /// the byte.
  public static func recognised(jinja text: String) -> ChatTemplate? {
    published[ContentKey(hashing: text).description].flatMap(named)
  }

  /// The texts of which Benchmarks/peers/chat_templates.py has proved what they write, by the first
  /// half of their SHA-256.
  static let published = [
    "153280e3ff55d19da1398bdb3914ee2a": "chatml",
    "58c1a1f04baa7adaeaba1f90267c3d57": "chatml",
    "fcf7a096fe99a48fd9ad2b250bf9237e": "chatml",
    "1e51d5c0fec2f83da1953fb850b7b532": "gemma",
    "ecd6ae513fe103f0eb62e8ab5bfa8d0f": "gemma",
    "ac03dcb3b09726f1e50ac55ae58fc8d5": "gemma-3",
    "e8d5b5a546d3f19df16a5320c614fab0": "llama-2",
    "4f46ecd43418f216df8c26936c60e5d0": "llama-3",
    "ba03a121d097859c7b5b9cd03af99aaf": "llama-3",
    "e10ca381b1ccc5cf9db52e371f3b6651": "llama-3.1",
    "7e995b379ec01747807246483647cd99": "mistral-v0.1",
    "26a59556925c987317ce5291811ba3b7": "mistral-v0.2",
    "107f446a0c69ad81516797efae2998f5": "phi-3",
    "78d976a442bcde2f0be15aafbb8e3050": "phi-3",
    "7a2fad4301dcce93b13747dfd6ee5fa6": "qwen1.5",
    "9161685725c9f49b4f36d8f446bcdb80": "qwen1.5",
    "793202280c0910ab26bc6eb57c8212c2": "qwen2",
    "f0206845c9ebc3abb4735d44f286eb81": "qwen2",
    "cd8e9439f0570856fd70470bf8889ebd": "qwen2.5",
    "872be49dbb638044ad01b60388f48d46": "smollm2",
    "de9cde7d1b0ca0cc87459a6673e0d12f": "smollm2",
    "57e4b134d7119cb46f0681fbc657a95e": "vicuna",
    "66291cf0045c2425a3a667cf3cbb7af2": "zephyr",
  ]
}
