import Corpus
import Generation
import JSON
import Storage

/// Whether stores are parts of one work: the same stages with the same options and models.
public struct ShardAgreement: Sendable {
  /// A stage's run with what decides its results.
  private struct Work: Sendable {
    let command: String
    let options: [String: String]
    let shard: String?
    let run: MergeSource.Run
  }

  private let stores: [(source: MergeSource, work: [Work])]

  /// Reads the stores' runs.
  ///
  /// - Parameters:
  ///   - sources: the stores.
  ///   - commands: the commands that work on problems; others are not compared.
  ///   - ignoring: the options that decide no result, or name a model, which is compared by itself.
  public init(of sources: [MergeSource], commands: Set<String>, ignoring: Set<String>) {
    stores = sources.map { source in
      (source, source.runs.compactMap { Self.work($0, commands, ignoring) })
    }
  }

  private static func work(
    _ run: MergeSource.Run, _ commands: Set<String>, _ ignoring: Set<String>
  ) -> Work? {
    guard !run.isFailed, let json = try? JSONValue.parse(Array(run.recipe.utf8)),
      let command = try? json["command"].string(), commands.contains(command),
      let given = try? json["options"].object()
    else { return nil }
    var options: [String: String] = [:]
    var shard: String?
    for member in given {
      let text = (try? member.value.string()) ?? member.value.serialized()
      if member.name == "shard" {
        shard = text
      } else if !ignoring.contains(member.name) {
        options[member.name] = text
      }
    }
    return Work(command: command, options: options, shard: shard, run: run)
  }

  /// Refuses stores whose stages had other options, other models, or a served model that changed.
  public func check() throws(MergeError) {
    let commands = Set(stores.flatMap { $0.work.map(\.command) }).sorted()
    for command in commands {
      try checkOptions(command)
      try checkModels(command)
    }
    try checkProbes()
  }

  private func checkOptions(_ command: String) throws(MergeError) {
    var first: (path: String, recipes: Set<[String: String]>)?
    for (source, work) in stores {
      let recipes = Set(work.filter { $0.command == command }.map(\.options))
      guard !recipes.isEmpty else { continue }
      guard let known = first else {
        first = (source.path, recipes)
        continue
      }
      guard recipes != known.recipes else { continue }
      throw .otherRecipe(
        command: command, path: known.path, other: source.path,
        options: Self.differing(known.recipes, recipes))
    }
  }

  /// The options that two sets of recipes give different values, with these.
  private static func differing(
    _ left: Set<[String: String]>, _ right: Set<[String: String]>
  ) -> [String] {
    let names = Set((left.union(right)).flatMap(\.keys)).sorted()
    let found = names.compactMap { name -> String? in
      let sides = [left, right].map { Set($0.map { $0[name] ?? "without" }).sorted() }
      guard sides[0] != sides[1] else { return nil }
      return
        "--\(name) (\(sides[0].joined(separator: ", ")) and \(sides[1].joined(separator: ", ")))"
    }
    return found.isEmpty ? ["how often it was run, each time with other options"] : found
  }

  private func checkModels(_ command: String) throws(MergeError) {
    var first: (path: String, models: Set<ModelIdentity>)?
    for (source, work) in stores {
      let models = Set(work.filter { $0.command == command }.compactMap(\.run.model))
      guard !models.isEmpty else { continue }
      guard let known = first else {
        first = (source.path, models)
        continue
      }
      let (own, other) = (Set(known.models.map(\.key)), Set(models.map(\.key)))
      // A shard may have replayed all that one of several runs asked.
      guard !own.isSubset(of: other), !other.isSubset(of: own) else { continue }
      throw .otherModel(
        command: command, path: known.path, other: source.path,
        models: [known.models, models].map { side in
          side.map { "\($0.name) (\("\($0.key)".prefix(12))…)" }.sorted().joined(separator: ", ")
        })
    }
  }

  private func checkProbes() throws(MergeError) {
    var known: [String: (path: String, probes: MergeSource.Probes)] = [:]
    for (source, _) in stores {
      for probes in source.probes {
        let place = "\(probes.model.key) \(probes.endpoint)"
        guard let other = known[place] else {
          known[place] = (source.path, probes)
          continue
        }
        var change: String?
        let isSame = other.probes.versions.contains { old in
          probes.versions.contains { new in
            let found = changedProbe(from: old, to: new)
            if let found { change = found }
            return found == nil
          }
        }
        guard isSame else {
          throw .otherProbe(
            model: probes.model.name, path: other.path, other: source.path, prompt: change ?? "")
        }
      }
    }
  }

  /// What a person should know before relying on the union: shards that are missing, stages that
  /// did not end.
  public var remarks: [String] {
    var remarks: [String] = []
    for command in Set(stores.flatMap { $0.work.map(\.command) }).sorted() {
      let shards = stores.flatMap { $0.work }.filter { $0.command == command }
        .compactMap { $0.shard.flatMap { Shard($0) } }
      let counts = Set(shards.map(\.count)).sorted()
      if counts.count > 1 {
        remarks.append(
          "\(command): parts of \(counts.map(String.init).joined(separator: " and of ")) shards: "
            + "some problems may be in none")
      } else if let count = counts.first {
        let missing = Set(0..<count).subtracting(shards.map(\.index)).sorted()
        if !missing.isEmpty {
          let names = missing.map { "\($0)/\(count)" }.joined(separator: ", ")
          remarks.append("\(command): no store holds shard \(names)")
        }
      }
      for (source, work) in stores {
        let own = work.filter { $0.command == command }
        let ended = Set(own.filter(\.run.isFinished).map { [$0.shard ?? "": $0.options] })
        if own.contains(where: { !ended.contains([$0.shard ?? "": $0.options]) }) {
          remarks.append("\(source.path): \(command) did not do all its work")
        }
      }
    }
    return remarks
  }
}
