import Testing

@testable import Terminal

private let label = Command(
  name: "label", summary: "Label steps.",
  options: [
    .value("samples", "N", short: "n", "Rollouts of each step.", default: "8"),
    .value("temperature", "T", "Temperature.", default: "0.7"),
    .value("model", "PATH", "The model."),
    .value("suite", "NAME", "A suite.", repeats: true),
    .value("method", "NAME", "The method.", choices: ["math-shepherd", "binary", "omega"]),
    .flag("json", "Print JSON."),
  ],
  arguments: [Argument("FILE", "A file.", optional: true, repeats: true)],
  action: { _ in .success })

private let tool = Command(
  name: "stepmark", summary: "Mark steps.",
  options: [.value("store", "FILE", "The store.", default: "stepmark.db")],
  subcommands: [
    label,
    Command(
      name: "problems", summary: "Problems.",
      subcommands: [
        Command(
          name: "check", summary: "Check.", arguments: [Argument("FILE", "A file.")],
          action: { _ in .success })
      ]),
  ])

private func invocation(_ words: String...) throws -> Invocation {
  guard case .run(let invocation) = try tool.parse(words) else {
    throw CommandError("not a run: \(words)")
  }
  return invocation
}

private func failure(_ words: String...) -> CommandError? {
  do throws(CommandError) {
    _ = try tool.parse(words)
    return nil
  } catch {
    return error
  }
}

@Suite("Command lines") struct CommandParserTests {
  @Test("A value may follow its option or an equals sign, or a short name")
  func values() throws {
    for line in [["--samples", "12"], ["--samples=12"], ["-n", "12"]] {
      guard case .run(let call) = try tool.parse(["label"] + line) else { continue }
      #expect(try call.int("samples", in: 1...) == 12)
    }
    #expect(try invocation("label", "--model=a=b").string("model") == "a=b")
    #expect(try invocation("label", "--temperature", "-0.5").double("temperature") == -0.5)
  }

  @Test("What is not given has its default, or is missing")
  func defaults() throws {
    let call = try invocation("label")
    #expect(try call.int("samples") == 8)
    #expect(try call.double("temperature") == 0.7)
    #expect(!call.flag("json"))
    #expect(!call.isGiven("samples"))
    #expect(call.optionalString("model") == nil)
    #expect(try call.optionalInt("model") == nil)
    #expect(throws: CommandError.usage("--model is needed", hint: "--model PATH")) {
      try call.string("model")
    }
    #expect(try call.string("store") == "stepmark.db")
  }

  @Test("A repeated option keeps every value in order; another one may stand once")
  func repeats() throws {
    let call = try invocation("label", "--suite", "gsm8k", "--suite=math")
    #expect(call.strings("suite") == ["gsm8k", "math"])
    #expect(failure("label", "-n", "1", "-n", "2")?.message == "-n is given twice")
  }

  @Test("Two dashes end the options")
  func doubleDash() throws {
    let call = try invocation("label", "a.jsonl", "--", "--json", "label")
    #expect(call.remaining("FILE") == ["a.jsonl", "--json", "label"])
    #expect(call.argument("FILE") == "a.jsonl")
    #expect(!call.flag("json"))
  }

  @Test("Options of a command hold below it, before and after the subcommand")
  func inheritance() throws {
    #expect(try invocation("--store", "x.db", "label").string("store") == "x.db")
    #expect(try invocation("problems", "check", "f", "--store", "x.db").string("store") == "x.db")
    #expect(
      try invocation("problems", "check", "f").path.map(\.name) == [
        "stepmark", "problems", "check",
      ])
  }

  @Test(
    "A mistake is answered with what was probably meant",
    arguments: [
      (["label", "--sampels", "3"], "unknown option --sampels: did you mean --samples?"),
      (["label", "--temp", "3"], "unknown option --temp: did you mean --temperature?"),
      (["lable"], "unknown command lable: did you mean label?"),
      (["problems", "chekc"], "unknown command chekc: did you mean check?"),
      (["label", "--zzzzzz"], "unknown option --zzzzzz"),
      (["label", "--method", "omegga"], "--method does not know omegga: did you mean omega?"),
      (["label", "--model"], "--model needs a value"),
      (["label", "--model", "--json"], "--model needs a value"),
      (["label", "--json=yes"], "--json takes no value"),
      (["problems", "check"], "stepmark problems check needs FILE"),
      (["problems", "check", "a", "b"], "unexpected argument b"),
    ])
  func mistakes(words: [String], message: String) {
    #expect {
      try tool.parse(words)
    } throws: { error in
      (error as? CommandError)?.message == message && (error as? CommandError)?.exitCode == .usage
    }
  }

  @Test("A value of the wrong type or outside its range is named")
  func typedValues() throws {
    let call = try invocation(
      "label", "--samples", "many", "--temperature", "3", "--method", "binary")
    #expect(
      throws: CommandError.usage("--samples wants a whole number, not many", hint: "--samples 8")
    ) { try call.int("samples") }
    #expect(throws: CommandError.usage("--temperature 3: must be 0.0 to 2.0")) {
      try call.double("temperature", in: 0...2)
    }
    let zero = try invocation("label", "--samples", "0")
    #expect(throws: CommandError.usage("--samples 0: must be 1 or more")) {
      try zero.int("samples", in: 1...)
    }
    enum Method: String, CaseIterable { case binary, omega }
    #expect(try call.choice("method", as: Method.self) == .binary)
  }

  @Test("Help and version are found at every level")
  func helpAndVersion() throws {
    guard case .help(let path) = try tool.parse(["problems", "check", "--help"]) else {
      Issue.record("no help")
      return
    }
    #expect(path.map(\.name) == ["stepmark", "problems", "check"])
    guard case .version = try tool.parse(["label", "--version"]) else {
      Issue.record("no version")
      return
    }
    guard case .help(let group) = try tool.parse(["problems"]) else {
      Issue.record("a command with nothing to do explains itself")
      return
    }
    #expect(group.map(\.name) == ["stepmark", "problems"])
  }
}

@Suite("Nearest word") struct NearestTests {
  @Test(
    "The distance counts insertions, deletions, substitutions and swaps",
    arguments: [("", "abc", 3), ("kitten", "sitting", 3), ("sampels", "samples", 1), ("a", "a", 0)])
  func distance(left: String, right: String, expected: Int) {
    #expect(editDistance(left, right) == expected)
    #expect(editDistance(right, left) == expected)
  }

  @Test("Nothing is suggested when nothing is close")
  func nothingClose() {
    #expect(nearest(to: "export", among: ["label", "train"]) == nil)
    #expect(nearest(to: "x", among: []) == nil)
  }
}
