import Corpus
import Glibc
import ProblemSets
import TestSupport
import Testing

@Suite("Recipes", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct RecipeTests {
  private let tool = BuiltTool()

  @Test(
    "A mistake in a recipe is named with file, line, column and the nearest known name",
    arguments: [
      (
        "{\n  stages: [\n    {stage: \"problems generate\", cuont: 5},\n  ],\n}",
        ["recipe.json5:3:41: ", "unknown key 'cuont': did you mean 'count'?"]
      ),
      (
        "{\n  stagse: [],\n}",
        ["recipe.json5:2:11: ", "unknown key 'stagse': did you mean 'stages'?"]
      ),
      (
        "{stages: [\n{stage: \"smaple\"}]}",
        ["recipe.json5:2:9: ", "there is no stage smaple: did you mean sample?"]
      ),
      (
        "{\n options: {sede: 3},\n stages: [{stage: \"problems generate\"}]}",
        ["recipe.json5:2:18: ", "no stage of this recipe has an option sede: did you mean seed?"]
      ),
      (
        "{stages: [{stage: \"problems generate\", count: [1]}]}",
        ["recipe.json5:1:47: ", "must be a text or a number"]
      ),
      (
        "{stages: [{stage: \"sample\", rephrasings: \"yes\"}]}",
        ["recipe.json5:1:42: ", "must be true or false"]
      ),
      ("{stages: [{stage: \"run\"}]}", ["recipe.json5:1:19: ", "there is no stage run"]),
      ("{stages: [", ["recipe.json5:1:11: "]), ("{}", ["recipe.json5:1:1: ", "stages"]),
    ])
  func mistakes(recipe: String, says: [String]) throws {
    tool.write(recipe, to: "recipe.json5")
    let result = try tool.run("run", "recipe.json5")
    #expect(result.code == 4)
    for part in says { #expect(result.errors.contains(part), "\(result.errors)") }
    // Nothing is begun when a later part of the recipe is wrong.
    #expect(access(tool.folder.file("stepmark.db"), F_OK) != 0)
  }

  @Test("A recipe does its stages in order, and done again it asks nothing")
  func wholeRecipe() throws {
    let rows = try BasicSuite(seed: 1).rows(split: .train, count: 3)
    try tool.saveModel(
      "tiny", vocabulary: rows.flatMap { [$0.problem.statement, $0.goldSolution ?? ""] })
    tool.write(
      """
      {
        // Options hold for the stages that have them; a flag may be switched off.
        options: {store: "r.db", seed: 1, rephrasings: false},
        stages: [
          {stage: "problems generate", families: "basic", count: 3},
          {stage: "sample", model: "tiny", samples: 2, "max-tokens": 6},
          {stage: "status"},
        ],
        afterwards: ["and now?"],
      }
      """, to: "recipe.json5")
    let first = try tool.run("run", "recipe.json5")
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.output.contains("problems: 3 good rows, 3 new in the store"))
    #expect(first.output.contains("sample: 3 problems done, 6 completions asked"))
    #expect(first.output.hasSuffix("and now?\n"))
    let again = try tool.run("run", "recipe.json5")
    #expect(again.code == 0)
    #expect(again.output.contains("3 good rows, 0 new in the store"))
    #expect(again.output.contains("3 done before, 0 completions asked"))
  }
}
