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
  /// Stored labellers, oldest first, each named by its method and by what it is usually varied in.
  ///
  /// Where names are alike the settings in which these labellers differ are added, else a number.
  public static func named(_ balances: [LabelBalance]) -> [MeasuredLabeller] {
    let plain = balances.map { name($0.method, settings: $0.settings) }
    let names = plain.indices.map { index in
      let alike = plain.indices.filter { plain[$0] == plain[index] }
      guard alike.count > 1 else { return plain[index] }
      let settings = alike.map { scalars(balances[$0].settings) }
      let own = scalars(balances[index].settings)
      let differing = own.keys.sorted().filter { key in settings.contains { $0[key] != own[key] } }
      return ([plain[index]] + differing.map { "\($0) \(own[$0] ?? "")" }).joined(separator: ", ")
    }
    var seen: [String: Int] = [:]
    return zip(balances, names).map { balance, name in
      let number = seen[name, default: 0] + 1
      seen[name] = number
      return MeasuredLabeller(
        name: number == 1 ? name : "\(name) (\(number))", method: balance.method,
        settings: balance.settings)
    }
  }

  /// The settings that are numbers or texts, with those of the labeller that a consensus is of.
  private static func scalars(_ settings: String) -> [String: String] {
    guard let members = try? JSONValue.parse(Array(settings.utf8)).object() else { return [:] }
    var scalars: [String: String] = [:]
    // The key of a model says no more than its name to a person.
    for member in members where member.name != "completer_key" {
      switch member.value.kind {
      case .object where member.name == "settings":
        scalars.merge(self.scalars(member.value.serialized())) { own, _ in own }
      case .object, .array, .null: continue
      case .string(let text): scalars[member.name] = text
      case .bool, .number: scalars[member.name] = member.value.serialized()
      }
    }
    return scalars
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
