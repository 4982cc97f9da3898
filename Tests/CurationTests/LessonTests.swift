import Corpus
import Kernels
import ProblemSets
import TestSupport
import Testing
import Training
import Transformer

@testable import Curation

@Suite struct LessonTests {
  @Test("What is held out is of the train split and of graphs that are never taught")
  func heldOutGraphs() {
    let course = GSMStyleCourse(seed: 3, length: 200, holdsOut: true)
    let heldOut = course.heldOutLessons(30)
    #expect(heldOut.count == 30)
    #expect(Set(heldOut.map(\.prompt)).count > 25)
    let taught = Set((0..<200).map { course.lesson($0).root })
    #expect(taught.isDisjoint(with: heldOut.map(\.root)))
    // Without holding out, some of these graphs would be met.
    let all = (0..<200).map { GSMStyleCourse(seed: 3, length: 200).lesson($0) }
    #expect(all.contains { !taught.contains($0.root) })
    #expect(course.heldOutLessons(30) == heldOut)
  }

  private func lessons(_ sizes: [Int]) -> [Lesson] {
    sizes.enumerated().flatMap { root, size in
      (0..<size).map {
        Lesson(
          problem: "problem \(root)", root: ContentKey(hashing: "\(root)"), prompt: "p \(root)",
          completion: "c \($0)")
      }
    }
  }

  @Test("Whole problems are held out until there are enough lessons", arguments: [0, 1, 5, 20])
  func wholeRoots(_ count: Int) throws {
    let all = lessons([3, 1, 4, 1, 5, 9, 2, 6])
    let split = try LessonSplit(all, holdingOut: count, seed: 7)
    #expect(split.heldOut.count >= count && split.heldOut.count < count + 9)
    #expect(split.taught.count + split.heldOut.count == all.count)
    #expect(Set(split.taught.map(\.root)).isDisjoint(with: split.heldOut.map(\.root)))
    #expect(
      try LessonSplit(all.reversed(), holdingOut: count, seed: 7).heldOut
        == split.heldOut.reversed())
    #expect(throws: LocalTrainingError.self) { try LessonSplit(all, holdingOut: 31, seed: 7) }
  }

  @Test("A run that diverges names the batch's problems and the step, and keeps its checkpoint")
  func divergenceNamesProblems() throws {
    let folder = TemporaryFolder()
    let tokenizer = try Tokenizer.build(from: ["a 1 b 2"], endToken: "<|end|>", numbersUpTo: 9)
    let shape = Configuration(
      vocabularySize: tokenizer.count, hiddenSize: 32, layers: 1, heads: 1, intermediateSize: 32)
    var stream = RandomStream(seed: 1, "model")
    let model = try Model(tokenizer: tokenizer, configuration: shape, randomizedBy: &stream)
    let norm = try #require(
      model.parameters.layout.tensors.first { $0.name == "model.norm.weight" })
    var settings = TrainingSettings(steps: 6)
    settings.batchSize = 2
    var training = LocalTraining(
      folder: folder.file("model"), settings: settings, threads: 1, description: "test")
    training.checkpointInterval = 2
    #expect {
      _ = try training.run(model) { index in
        // The weights are spoilt before the batch of step 3 is run.
        if index == 6 { model.parameters.arena[norm.offset] = .nan }
        return Lesson(
          problem: "row-\(index)", root: ContentKey(hashing: "\(index)"), prompt: "a 1",
          completion: " b 2")
      } progress: { _, _ in
        true
      }
    } throws: { error in
      guard
        case .diverged(let step, _, let atFault, let problems, let checkpoint)? =
          error as? LocalTrainingError
      else { return false }
      return step == 3 && problems == ["row-6", "row-7"] && atFault == problems
        && checkpoint == training.checkpoint && "\(error)".contains("row-6, row-7")
    }
  }
}
