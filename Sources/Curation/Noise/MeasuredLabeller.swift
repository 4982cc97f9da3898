import Corpus
import JSON
import Storage

/// One labeller that is measured.
public struct MeasuredLabeller: Hashable, Sendable {
  /// Its name in tables.
  public let name: String
  /// The method.
  public let method: String
  /// The labeller's settings, as stored.
  public let settings: String

  /// Makes a labeller to measure.
  public init(name: String, method: String, settings: String) {
    self.name = name
    self.method = method
    self.settings = settings
  }
}

extension MeasuredLabeller {
  /// A stored labeller, named by its method and by what it is usually varied in.
  public init(_ balance: LabelBalance) {
    self.init(
      name: Self.name(balance.method, settings: balance.settings), method: balance.method,
      settings: balance.settings)
  }

  /// The labellers of some authors' solutions that a store holds and that can be compared: those
  /// that looked at no less than half as many solutions as the most diligent one.
  ///
  /// A pilot, which looks at a tenth, would leave the others no more than that tenth.
  /// Labellers whose names are alike are told apart by number, oldest first.
  public static func comparable(
    _ balances: [LabelBalance], of methods: (String) -> Bool = { _ in true }
  ) -> [MeasuredLabeller] {
    let found = balances.filter { methods($0.method) && $0.method != RatedImport.method }
    let most = found.map(\.solutions).max() ?? 0
    var seen: [String: Int] = [:]
    return found.filter { 2 * $0.solutions >= most }.map { balance in
      let labeller = MeasuredLabeller(balance)
      let number = seen[labeller.name, default: 0] + 1
      seen[labeller.name] = number
      return number == 1
        ? labeller
        : MeasuredLabeller(
          name: "\(labeller.name) (\(number))", method: labeller.method,
          settings: labeller.settings)
    }
  }

  /// The labeller whose rollouts these labels rest on: a consensus makes none of its own.
  var paying: (method: String, settings: String) {
    guard let json = try? JSONValue.parse(Array(settings.utf8)),
      let method = try? json.member("of")?.string(), let settings = try? json.member("settings")
    else { return (method, settings) }
    return (method, settings.serialized())
  }

  /// `math-shepherd, N = 8`, `change-point, λ = 0.001`.
  private static func name(_ method: String, settings: String) -> String {
    guard var json = try? JSONValue.parse(Array(settings.utf8)) else { return method }
    if let labeller = try? json.member("settings") { json = labeller }
    if let least = try? json.member("least_information")?.double() {
      return "\(method), λ = \(least)"
    }
    if let rollouts = try? json.member("rollouts")?.int() { return "\(method), N = \(rollouts)" }
    return method
  }
}
