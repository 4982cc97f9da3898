import Corpus
import Curation
import Generation
import Glibc
import JSON
import Kernels
import Storage
import Terminal
import Transformer

/// `stepmark doctor`.
enum DoctorCommand {
  static let command = Command(
    name: "doctor",
    summary: "Check what StepMark needs: processor, libraries, store, model.",
    examples: [
      Example("stepmark doctor --store demo/stepmark.db --model demo/models/base", "all checks")
    ],
    options: [
      .value("store", "FILE", "a store to check"), CommonOptions.model, CommonOptions.json,
    ] + ServerOptions.identity + ServerOptions.use.filter { !$0.name.hasPrefix("price-") }
  ) { invocation in
    var checks: [(name: String, isGood: Bool, detail: String)] = []
    checks.append(
      ("processor", true, "kernels for \(KernelSet.best.instructionSet), \(cores()) cores"))
    checks.append(("SQLite", true, Store.libraryVersion))
    if let path = invocation.optionalString("store") {
      do {
        let store = try Store(path: path, access: .read)
        let damage = try await store.read { (store) throws(DatabaseError) in try store.damage() }
        checks.append(("store", damage == nil, "\(path): \(damage ?? "sound")"))
      } catch {
        checks.append(("store", false, "\(error)"))
      }
    }
    if let path = invocation.optionalString("model") {
      do {
        if let address = try invocation.serverAddress() {
          checks.append(("model", true, try await served(address, invocation)))
        } else {
          let model = try invocation.localModel()
          checks.append(
            (
              "model", true,
              "\(path): \(Quantity.compact(model.model.parameters.layout.count)) parameters, "
                + "\(model.model.tokenizer.count) tokens, key \(model.identity.key)"
            ))
        }
      } catch {
        checks.append(("model", false, (error as? any UserFacingError)?.message ?? "\(error)"))
      }
    }
    if invocation.flag("json") {
      let json = JSONValue(
        checks.map { check -> JSONValue in
          [
            "check": JSONValue(check.name), "good": JSONValue(check.isGood),
            "detail": JSONValue(check.detail),
          ]
        })
      Console.writeLine(json.serialized())
    } else {
      for check in checks {
        Console.writeLine("\(check.isGood ? "✓" : "✗") \(check.name): \(check.detail)")
      }
    }
    return checks.allSatisfy(\.isGood) ? .success : .failure
  }

  /// What servers say of themselves.
  private static func served(
    _ address: ServerAddress, _ invocation: Invocation
  ) async throws -> String {
    let model = try await StageModel(invocation, store: nil)
    let who = address.urls.joined(separator: ", ") + " answers as \(address.name)"
    guard let servers = model.servers, model.prompts.solve.endpoint == .chat else { return who }
    let continues = try await servers.continuesTurns(extra: try invocation.extra())
    return who
      + (continues
        ? "; it goes on from a turn that has been begun, as label needs it"
        : "; it does not go on from a turn that has been begun: label needs --template chatml, "
          + "question or few-shot")
  }

  private static func cores() -> Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
