import Corpus
import Curation
import Generation
import Glibc
import JSON
import ProblemSets
import Storage
import Terminal

/// How a served model is spoken to, by the options `--template` and `--fewshot`.
extension Invocation {
  /// The prompts, asking a server for what its own chat template writes where that is wanted.
  func serverPrompts(
    rendering render: ([Message]) async throws -> String
  ) async throws -> ModelPrompts {
    try await prompts {
      guard let prompts = try await ServerPrompts.rendered(by: render) else {
        throw CommandError(
          "the server's chat template changes the text of the turns",
          hint: "--template chat, chatml, question or few-shot")
      }
      return prompts
    }
  }

  /// The prompts without asking the server: what its template wrote must be in the store.
  func serverPrompts(of model: ModelIdentity, in store: Store?) async throws -> ModelPrompts {
    try await prompts {
      let stored = try await store?.read { (store) throws(DatabaseError) in
        try store.templates(of: model.key)
      }
      guard let prompts = ServerPrompts.rendered(stored ?? []) else {
        throw CommandError(
          "the store does not know what \(model.name)'s own chat template writes",
          hint: "sample or evaluate with --template \(ServerPrompts.renderedName) first",
          exitCode: .missingData)
      }
      return prompts
    }
  }

  private func prompts(
    ownTemplate: () async throws -> ModelPrompts
  ) async throws -> ModelPrompts {
    var names: [String] = []
    var own: [PromptTemplate] = []
    for value in strings("template") {
      if ServerPrompts.names.contains(value) {
        names.append(value)
      } else if access(value, F_OK) == 0 {
        own += try Self.templates(in: value)
      } else {
        let close = JSON.nearest(to: value, among: ServerPrompts.names).map {
          ": did you mean \($0)?"
        }
        throw CommandError.usage(
          "--template knows no \(value), and there is no such file\(close ?? "")",
          hint: "--template " + ServerPrompts.names.joined(separator: "|"))
      }
    }
    guard names.count <= 1 else {
      throw CommandError.usage("--template \(names[0]) and --template \(names[1]) are two sets")
    }
    let shots = try optionalString("fewshot").map { try Shots(FileBytes.read($0), source: $0) }
    let asksAsText = own.contains { $0.task == .solve && $0.template.endpoint == .completions }
    let needsText = shots != nil && !isGiven("template")
    let name = names.first ?? (asksAsText || needsText ? "few-shot" : ServerPrompts.all[0].name)
    let isSet = needsText ? "few-shot" : name
    var prompts: ModelPrompts
    if isSet == ServerPrompts.renderedName {
      prompts = try await ownTemplate()
    } else {
      guard let known = ServerPrompts.named(isSet) else {
        throw CommandError.usage("--template knows no \(isSet)")
      }
      prompts = known
    }
    if let shots {
      guard let changed = ServerPrompts.with(shots, in: prompts) else {
        throw CommandError.usage("--template \(isSet) has no place for examples")
      }
      prompts = changed
    }
    return prompts.replacing(with: own)
  }

  /// A user's templates; their names get a hash of their texts.
  private static func templates(in path: String) throws -> [PromptTemplate] {
    let json = try JSONValue.parse(FileBytes.read(path), dialect: .json5, source: path)
    let items = if case .array(let list) = json.kind { list } else { [json] }
    return try items.map { item in
      let template = try PromptTemplate(item)
      if ServerPrompts.template(template.template.name)?.template == template.template {
        return template
      }
      return template.named(byHash: true)
    }
  }

  /// The recording that `--model recorded:FILE` names; `nil` for another model.
  func recording() throws -> Recording? { try Self.recording(try string("model")) }

  static func recording(_ model: String) throws -> Recording? {
    guard model.hasPrefix("recorded:") else { return nil }
    let path = String(model.dropFirst("recorded:".count))
    return try Recording(try FileBytes.read(path), source: path)
  }
}
