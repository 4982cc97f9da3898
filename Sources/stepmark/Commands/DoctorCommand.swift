import Corpus
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
    discussion: """
      Of a model it proves what labelling rests on: from each step of a few greedy solutions the \
      greedy continuation must be the rest of the solution, up to the first place where the two \
      likeliest tokens lie less than 0.1 nats apart, on 95 % of the prefixes. Of a server it finds \
      out what it does with n, seed, echo, log-probabilities, its prompt cache and begun turns. \
      With --store what was found is kept with the model (table `examination`).
      """,
    examples: [
      Example("stepmark doctor --store demo/stepmark.db --model demo/models/base", "all checks"),
      Example(
        "stepmark doctor --store my.db --model http://127.0.0.1:8080/v1#NAME", "a server's, kept"),
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
          checks += try await ServerExamination(address, invocation).checks()
        } else {
          let model = try invocation.localModel()
          checks.append(
            (
              "model", true,
              "\(path): \(Quantity.compact(model.model.parameters.layout.count)) parameters, "
                + "\(model.model.tokenizer.count) tokens, key \(model.identity.key)"
            ))
          checks.append(try await LocalExamination.check(model, invocation))
        }
      } catch {
        let told = error as? any UserFacingError
        let hint = told?.hint.map { " (\($0))" } ?? ""
        checks.append(("model", false, (told?.message ?? "\(error)") + hint))
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

  private static func cores() -> Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
