import Corpus
import Generation
import JSON
import Storage
import Terminal

/// An estimate of a stage's work, for a person or a machine.
struct EstimateText {
  private let estimate: WorkEstimate
  private let progress: DriverProgress
  private let stage: String
  private let noun: String

  init(_ estimate: WorkEstimate, _ progress: DriverProgress, stage: String, noun: String) {
    (self.estimate, self.progress) = (estimate, progress)
    (self.stage, self.noun) = (stage, noun)
  }

  func print(asJSON: Bool) {
    if asJSON {
      Console.writeLine(json.serialized())
    } else {
      Console.write(text)
    }
  }

  private var text: String {
    var lines = [
      "\(stage), dry run: \(Quantity.grouped(progress.open)) \(noun) open, "
        + "\(Quantity.grouped(progress.finished)) could end from the store, "
        + "\(Quantity.grouped(progress.skipped)) done before"
    ]
    var table = TextTable([
      .init("for"), .init("in the store", .right), .init("would be asked", .right),
      .init("may follow", .right), .init("tokens each", .right),
    ])
    for part in estimate.parts {
      table.add([
        part.purpose.rawValue, Quantity.grouped(part.stored),
        Quantity.grouped(part.open.requests),
        estimate.isBounded ? "≤ \(Quantity.grouped(part.following.requests))" : "unknown",
        part.history.map {
          "\(Quantity.compact($0.meanTokens)) (mean of \(Quantity.compact($0.completions)))"
        } ?? "the cap",
      ])
    }
    let prompts =
      switch estimate.promptMeasure {
      case .counted: "counted"
      case .measured: "as measured on earlier prompts (at most one a byte)"
      case .assumed: "taken for four bytes each (at most one a byte)"
      }
    lines.append(table.rendered().trimmingEnd)
    lines.append(
      "tokens of prompts: " + written(estimate.promptTokens) + ", " + prompts)
    lines.append("generated tokens: " + written(estimate.completionTokens))
    if let money = estimate.money {
      lines.append("price: " + written(money) { Quantity.fixed($0, decimals: $0 < 1 ? 4 : 2) })
    } else {
      lines.append("price: not known without --price-in and --price-out")
    }
    if let seconds = estimate.seconds, let rate = estimate.rate {
      lines.append(
        "time: " + written(seconds) { Quantity.duration(seconds: $0) } + ", at run \(rate.run)'s "
          + "\(Quantity.compact(rate.tokensPerSecond)) tokens/s")
    } else {
      lines.append("time: not known before a run of this stage and model took five seconds")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func written(
    _ bound: WorkEstimate.Bound, _ number: (Double) -> String = { Quantity.compact($0.rounded()) }
  ) -> String {
    // What follows is bounded and not expected.
    let follows = estimate.parts.contains { $0.following.requests > 0 }
    return "about \(number(bound.expected))"
      + (bound.most.map {
        (follows ? " for what would be asked, with all that may follow" : ",")
          + " at most \(number($0))"
      } ?? ", and more that may follow")
  }

  private var json: JSONValue {
    let parts = estimate.parts.map { part -> JSONValue in
      [
        "purpose": JSONValue(part.purpose.rawValue), "stored": JSONValue(part.stored),
        "open": JSONValue(part.open.requests),
        "may_follow": estimate.isBounded ? JSONValue(part.following.requests) : .null,
        "mean_tokens": JSONValue(part.history.map { JSONValue($0.meanTokens) }),
        "earlier_completions": JSONValue(part.history?.completions ?? 0),
      ]
    }
    return [
      "dry_run": true, "stage": JSONValue(stage), "open": JSONValue(progress.open),
      "from_store": JSONValue(progress.finished), "done_before": JSONValue(progress.skipped),
      "requests": JSONValue(parts), "prompt_tokens": value(estimate.promptTokens),
      "completion_tokens": value(estimate.completionTokens), "price": value(estimate.money),
      "seconds": value(estimate.seconds),
      "rate": JSONValue(estimate.rate.map { JSONValue($0.tokensPerSecond) }),
    ]
  }

  private func value(_ bound: WorkEstimate.Bound?) -> JSONValue {
    guard let bound else { return .null }
    return [
      "expected": JSONValue(bound.expected),
      "most": JSONValue(bound.most.map { JSONValue($0) }),
    ]
  }
}

extension String {
  /// The text without line ends at its end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
