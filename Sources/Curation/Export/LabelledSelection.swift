import Corpus
import Storage

/// Which labelled solutions of a store are meant.
public struct LabelledSelection: Hashable, Sendable {
  /// The suite.
  public let suite: String
  /// The split of the suite that was curated.
  public let split: String
  /// The model whose solutions are taken; `nil` for every model.
  public let model: ModelIdentity?
  /// What the solutions were sampled for.
  public let purpose: Purpose
  /// The method whose labels are taken; `nil` takes solutions as they are, without labels.
  public let method: String?
  /// The labellers whose labels are taken; `nil` for the method's newest labels of each solution.
  public let labellers: [LabellerCoverage]?
  /// The order of the root problems, and with `rows` of their solutions.
  public let order: RootOrder

  /// Makes a selection.
  public init(
    suite: String, split: String, model: ModelIdentity?, purpose: Purpose = .solve,
    method: String?, labellers: [LabellerCoverage]? = nil, order: RootOrder = .content
  ) {
    self.suite = suite
    self.split = split
    self.model = model
    self.purpose = purpose
    self.method = method
    self.labellers = labellers
    self.order = order
  }
}

extension LabelledSelection {
  /// The labellers whose labels are taken, newest first.
  func labellers(in store: StoreTransaction) throws(DatabaseError) -> [StoredLabeller] {
    guard let method else { return [] }
    return try store.labellers(method: method, among: labellers.map { Set($0.map(\.labeller)) })
  }
}
