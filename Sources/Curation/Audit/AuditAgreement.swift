import Storage

/// How far two people agree about the steps that both of them judged.
public struct AuditAgreement: Hashable, Sendable {
  /// Steps of which both could say whether they are right.
  public let both: Int
  /// Those of which they say the same.
  public let alike: Int
  /// Cohen's κ; `nil` where each calls all steps the same.
  ///
  /// (p − e)/(1 − e) with p the share alike and e the share that chance would make alike (Cohen, "A
  /// coefficient of agreement for nominal scales", Educational and Psychological Measurement 1960).
  public let kappa: Double?

  /// Compares answers by step.
  public init<Step: Hashable>(_ first: [Step: AuditAnswer], _ second: [Step: AuditAnswer]) {
    let pairs = first.compactMap { step, answer -> (AuditAnswer, AuditAnswer)? in
      guard let other = second[step], answer != .unsure, other != .unsure else { return nil }
      return (answer, other)
    }
    both = pairs.count
    alike = pairs.count { $0.0 == $0.1 }
    let n = Double(pairs.count)
    let right = (
      Double(pairs.count { $0.0 == .right }) / n, Double(pairs.count { $0.1 == .right }) / n
    )
    let chance = right.0 * right.1 + (1 - right.0) * (1 - right.1)
    kappa = both > 0 && chance < 1 ? (Double(alike) / n - chance) / (1 - chance) : nil
  }
}
