import Curation
import JSON
import Terminal

/// `stepmark run`.
enum RunCommand {
  static let command: Command = Command(
    name: "run",
    summary: "Do all stages of a recipe.",
    discussion: """
      A recipe is a JSON5 file: `options` that hold for every stage, and `stages`, each an object \
      with the command's name under `stage` and its options by their names without dashes in \
      front. Stages that were done before are skipped or replayed from the store, so running a \
      recipe again costs seconds.
      """,
    examples: [Example("stepmark run Docs/recipes/demo.json5", "the demo")],
    options: [CommonOptions.json], arguments: [Argument("RECIPE", "the recipe")],
    action: run)

  private static func run(_ invocation: Invocation) async throws -> ExitCode {
    guard let path = invocation.argument("RECIPE") else {
      throw CommandError.usage("which recipe?", hint: "stepmark run Docs/recipes/demo.json5")
    }
    let recipe = try Recipe(path: path, commands: Tool.root)
    let seconds = ProgressLine.stopwatch()
    var ended = ExitCode.success
    for (number, stage) in recipe.stages.enumerated() {
      let start = seconds()
      if !invocation.flag("json") {
        Console.writeLine("[\(number + 1)/\(recipe.stages.count)] \(stage.title)", to: .error)
      }
      let words = stage.words + (invocation.flag("json") ? ["--json"] : [])
      let code = await Program(Tool.root, version: Tool.version).run(words)
      // A stage that a cap ended is what the recipe asked for: the others work on what there is.
      if code == .capped { ended = code } else if code != .success { return code }
      let spent = seconds() - start
      if spent >= 2, !invocation.flag("json") {
        Console.writeLine("  \(Quantity.duration(seconds: spent))", to: .error)
      }
    }
    if !invocation.flag("json") {
      Console.writeLine(
        "all \(recipe.stages.count) stages done in "
          + Quantity.duration(seconds: seconds()))
      for line in recipe.afterwards { Console.writeLine(line) }
    }
    return ended
  }
}
