import Corpus

/// Which completions a server's count of completion tokens is about.
enum UsageConvention: Hashable {
  /// All choices of the call.
  case allChoices
  /// The first choice alone, as in llama.cpp.
  case firstChoice
}

/// How many tokens each choice of a reply has.
///
/// A server counts once for a whole call. What one choice has is known where it was cut (the
/// limit); the rest is shared out by the length of the texts. Where a count is missing or cannot be
/// true, a token is taken for four bytes.
enum TokenCounts {
  static func of(
    _ reply: ServerReply, limit: Int, convention: UsageConvention
  ) -> [Int] {
    let choices = reply.choices
    let lengths = choices.map { $0.text.utf8.count + ($0.reasoning?.utf8.count ?? 0) }
    let estimates = zip(choices, lengths).map { choice, length in
      choice.finish == .length ? limit : min(limit, (length + 3) / 4)
    }
    guard let counted = reply.completionTokens else { return estimates }
    if choices.count == 1 { return counted <= limit + 1 ? [counted] : estimates }
    switch convention {
    case .firstChoice:
      guard counted <= limit + 1 else { return estimates }
      return choices.indices.map { index in
        if index == 0 { return counted }
        guard choices[index].finish == .stop, lengths[0] > 0 else { return estimates[index] }
        return min(limit, max(1, lengths[index] * counted / lengths[0]))
      }
    case .allChoices:
      let cut = choices.count { $0.finish == .length } * limit
      let rest = choices.indices.filter { choices[$0].finish == .stop }
      let total = rest.reduce(0) { $0 + lengths[$1] }
      guard counted >= cut, counted - cut <= rest.count * (limit + 1) else { return estimates }
      var counts = estimates
      var left = counted - cut
      var length = total
      for index in rest {
        // Of what is left, so that the shares add up to the whole.
        counts[index] = length > 0 ? left * lengths[index] / length : left
        left -= counts[index]
        length -= lengths[index]
      }
      return counts
    }
  }
}
