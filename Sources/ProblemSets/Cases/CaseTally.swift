import Corpus

/// How the verdicts on cases came out.
public struct CaseTally: Sendable {
  /// How verdicts agree with what the cases expect.
  public struct Agreement: Hashable, Sendable {
    /// Cases with an expectation.
    public var cases = 0
    /// Cases that are wrong by their expectation and were judged correct.
    public var falsePositives = 0
    /// Cases that are right by their expectation and were not judged correct.
    public var falseNegatives = 0

    /// The share of cases on which verdict and expectation agree; 1 without cases.
    public var share: Double {
      cases == 0 ? 1 : Double(cases - falsePositives - falseNegatives) / Double(cases)
    }

    mutating func add(expected: Bool, found: Bool) {
      cases += 1
      if found, !expected { falsePositives += 1 }
      if !found, expected { falseNegatives += 1 }
    }

    mutating func add(_ other: Agreement) {
      cases += other.cases
      falsePositives += other.falsePositives
      falseNegatives += other.falseNegatives
    }
  }

  /// Cases by verdict.
  public private(set) var verdicts: [Verdict: Int] = [:]
  /// Cases whose answers are equal only by rounding or another allowance.
  public private(set) var approximate = 0
  /// Agreement by source.
  private var agreements: [String: Agreement] = [:]

  /// A tally of nothing.
  public init() {}

  /// How many cases were judged.
  public var cases: Int { verdicts.values.reduce(0, +) }

  /// The agreement on every source, ordered by its name; empty without expectations.
  public var sources: [(source: String, agreement: Agreement)] {
    agreements.sorted { $0.key < $1.key }.map { (source: $0.key, agreement: $0.value) }
  }

  /// The agreement on all cases.
  public var agreement: Agreement {
    agreements.values.reduce(into: Agreement()) { $0.add($1) }
  }

  mutating func add(_ verdict: Verdict, isApproximate: Bool, of item: AnswerCase) {
    verdicts[verdict, default: 0] += 1
    approximate += isApproximate ? 1 : 0
    if let expected = item.expectation {
      agreements[item.source, default: Agreement()]
        .add(expected: expected, found: verdict == .correct)
    }
  }

  mutating func add(_ other: CaseTally) {
    verdicts.merge(other.verdicts, uniquingKeysWith: +)
    approximate += other.approximate
    for (source, agreement) in other.agreements {
      agreements[source, default: Agreement()].add(agreement)
    }
  }
}
