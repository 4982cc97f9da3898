import JSON

/// A token of a greedy completion and how clearly it was the likeliest.
struct ProbeToken: Hashable {
  /// The token's text.
  let text: String
  /// By how many nats it was likelier than the second; `nil` where the server does not say.
  let margin: Double?

  /// Reads the log-probabilities of a choice, in the shape of the chat endpoint (llama.cpp uses it
  /// for both) or of the completions endpoint; none where there are none.
  static func read(_ value: JSONValue) -> [ProbeToken] {
    if let list = try? value.member("content")?.array() {
      return list.compactMap { item in
        guard let text = try? item["token"].string() else { return nil }
        let top = (try? item.member("top_logprobs")?.array()) ?? []
        return ProbeToken(
          text: text, margin: margin(top.compactMap { try? $0["logprob"].double() }))
      }
    }
    guard let tokens = try? value.member("tokens")?.array() else { return [] }
    let tops = (try? value.member("top_logprobs")?.array()) ?? []
    return tokens.enumerated().compactMap { index, token in
      guard let text = try? token.string() else { return nil }
      let top = index < tops.count ? (try? tops[index].object()) ?? [] : []
      return ProbeToken(
        text: text, margin: margin(top.compactMap { try? $0.value.double() }))
    }
  }

  private static func margin(_ values: [Double]) -> Double? {
    let sorted = values.sorted(by: >)
    return sorted.count > 1 ? sorted[0] - sorted[1] : nil
  }
}
