import Answers
import ProblemSets
import TestSupport
import Testing

@Suite("Reading published outputs")
struct PublishedOutputsTests {
  private let folder = TemporaryFolder()

  @Test("reads every system of a record in OpenAI's shape")
  func openAI() throws {
    let path = folder.write(
      Array(
        #"""
        {"question":"1+1?","ground_truth":"2\nA: 2","a":{"is_correct":true,"solution":"A: 2"},"b":{"is_correct":true,"solution":"A: 3"}}
        {"question":"1+1?","ground_truth":"2\nA: 2"}
        """#.utf8), to: "o.jsonl")
    let read = try PublishedOutputs.read(path, format: .openAI)
    #expect(read.outputs.map(\.model) == ["a", "b"])
    #expect(read.outputs[0].items.map(\.gold) == ["2"])
    #expect(read.rejections.map(\.line) == [2])
    let judged = read.outputs[1].judged(by: Judge())
    #expect(judged.correct == 0)
    #expect(judged.differences.map(\.judgement.answer?.text) == ["3"])
  }

  @Test("reads a record in Abel's shape")
  func abel() throws {
    let prompt = #"Question:\n1+1?\nAnswer:\nLet's think step by step.\n"#
    let line =
      #"{"id":0,"prompt":"\#(prompt)","response":"2 #### 2.","pred":"2","gold":"2","result":false}"#
    let path = folder.write(Array(line.utf8), to: "x7b.jsonl")
    let read = try PublishedOutputs.read(path, format: .abel)
    #expect(read.outputs.map(\.model) == ["x7b"])
    #expect(read.outputs[0].items.map(\.question) == ["1+1?"])
    #expect(read.outputs[0].judged(by: Judge()).correct == 1)
  }

  @Test(
    "the judge reproduces the published scores",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func scores() throws {
    let openAI = try PublishedOutputs.read(
      SharedData.path("gsm8k_openai_solutions/example_model_solutions.jsonl.gz"), format: .openAI)
    let abel = try ["7b", "13b"].flatMap {
      try PublishedOutputs.read(
        SharedData.path("abel/outputs/gsm8k/\($0).jsonl.gz"), format: .abel, model: "abel-\($0)"
      ).outputs
    }
    var correct: [String: Int] = [:]
    var differences: [String] = []
    for output in openAI.outputs + abel {
      let judged = output.judged(by: Judge())
      #expect(output.items.count == 1319)
      correct[output.model] = judged.correct
      differences += judged.differences.map {
        "\(output.model):\($0.item.line): '\($0.judgement.answer?.text ?? "")', gold \($0.item.gold ?? "")"
      }
    }
    #expect(openAI.rejections.isEmpty)
    #expect(
      correct == [
        "6b_finetuning": 286, "6b_verification": 515, "175b_finetuning": 458,
        "175b_verification": 742, "abel-7b": 788, "abel-13b": 877,
      ])
    // The publisher compared texts, so an answer that ends its sentence was marked wrong.
    #expect(differences == ["abel-13b:881: '10', gold 10"])
  }
}
