import Corpus
import Glibc
import ProblemSets
import Storage
import TestSupport
import Testing

/// What a user meets who makes a mistake: a message that names it, a way out and an exit status.
@Suite("Bad input", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct BadInputTests {
  private let tool = BuiltTool()
  private let gsm8k = #"{"question":"2 + 2?","answer":"2+2 = <<2+2=4>>4\n#### 4"}"# + "\n"

  /// Runs the tool and checks its exit status and what its message says.
  private func expect(
    _ words: [String], code: Int32, says parts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try tool.run(words)
    #expect(result.code == code, sourceLocation: sourceLocation)
    for part in parts {
      #expect(result.errors.contains(part), "\(result.errors)", sourceLocation: sourceLocation)
    }
  }

  @Test("A file that is missing is named, whatever command wants it")
  func missingFile() throws {
    for words in [
      ["problems", "check", "--format", "gsm8k", "no.jsonl"],
      ["problems", "import", "--format", "gsm8k", "no.jsonl"],
      ["import", "--format", "abel", "--as", "x", "no.jsonl"], ["run", "no.jsonl"],
    ] {
      try expect(words, code: 3, says: ["error: no.jsonl: there is no such file", "  try: "])
    }
    try expect(
      ["status", "--store", "no.db"], code: 5, says: ["no.db: there is no such store", "  try: "])
    #expect(access(tool.folder.file("no.db"), F_OK) != 0)
  }

  @Test("A model's folder that is broken is refused with file, field and a way out")
  func brokenModels() throws {
    try tool.saveModel("model", vocabulary: ["a 1"])
    let complete = ["complete", "--model", "model", "--prompt", "a 1"]
    #expect(try tool.run(complete).code == 0)
    #expect(truncate(tool.folder.file("model/model.safetensors"), 9000) == 0)
    try expect(
      complete, code: 4, says: ["model/model.safetensors: model.", "data_offsets", "  try: get"])
    try tool.saveModel("other", vocabulary: ["a 1"])
    tool.write(#"{"model_type":"mamba"}"#, to: "other/config.json")
    try expect(
      ["complete", "--model", "other", "--prompt", "a 1"], code: 4,
      says: ["other/config.json: model_type: 'mamba'", "  try: a Llama or Qwen2 model"])
    try expect(
      ["complete", "--model", "nowhere", "--prompt", "a 1"], code: 3,
      says: ["nowhere/config.json is missing", "  try: "])
  }

  @Test("Options that cannot be meant are refused before anything is trained or asked")
  func trainingOptions() throws {
    try expect(
      ["train", "--out", "m", "--patience", "3"], code: 2,
      says: ["--patience needs evaluations", "--evaluate-every"])
    try expect(
      ["train", "--out", "m", "--evaluate-every", "5", "--monitor", "accuracy"], code: 2,
      says: ["--monitor accuracy needs problems", "--evaluate-suite"])
    try expect(["train", "--out", "m", "--schedule", "wds"], code: 2, says: ["--schedule", "wsd"])
    try expect(["train", "--out", "m", "--warmup", "0.1"], code: 2, says: ["--warm-up"])
    tool.write(#"{stages:[{stage:"train",out:"m",warmup:0.1}]}"#, to: "r.json5")
    try expect(["run", "r.json5"], code: 4, says: ["r.json5:1:", "warmup", "warm-up"])
    try tool.saveModel("base", vocabulary: ["a 1"])
    try expect(
      ["complete", "--model", "base", "--chat", "--prompt", "a"], code: 2,
      says: ["base: this folder has no chat template", "--chat-template chatml|smollm2|"])
    tool.write("{{ messages }}", to: "base/chat_template.jinja")
    try expect(
      ["complete", "--model", "base", "--chat", "--prompt", "a"], code: 2,
      says: ["base/chat_template.jinja: chat_template: this template is not known"])
  }

  @Test("A truncated line is rejected with file and line, and the good lines are kept")
  func truncated() throws {
    tool.write(gsm8k + #"{"question":"3 + 3?","answ"#, to: "cut.jsonl")
    try expect(
      ["problems", "check", "--format", "gsm8k", "cut.jsonl"], code: 4, says: ["cut.jsonl:2:22: "])
    let result = try tool.run(
      "problems", "import", "--format", "gsm8k", "--store", "s.db", "--json", "cut.jsonl")
    #expect(result.code == 0)
    #expect(result.output == #"{"problems":1,"new":1,"rejected":1,"unreadable_golds":0}"# + "\n")
    #expect(result.errors.contains("cut.jsonl:2:22: "))
    tool.write(#"{"question"#, to: "nothing.jsonl")
    try expect(
      ["problems", "import", "--format", "gsm8k", "--store", "s.db", "nothing.jsonl"], code: 4,
      says: ["nothing.jsonl:1:2: "])
  }

  @Test("A file of another format is told by its fields, and a format's name by its spelling")
  func wrongFormat() throws {
    tool.write(
      #"{"problem":"1?","solution":"\\boxed{1}","level":"Level 1","type":"Algebra"}"# + "\n",
      to: "math.jsonl")
    try expect(
      ["problems", "check", "--format", "gsm8k", "math.jsonl"], code: 4,
      says: ["math.jsonl: this looks like math, not gsm8k", "try: --format math\n"])
    try expect(
      ["problems", "check", "--format", "gms8k", "math.jsonl"], code: 2,
      says: ["there is no format 'gms8k': did you mean 'gsm8k'?"])
    tool.write("", to: "empty.jsonl")
    try expect(
      ["problems", "check", "--format", "gsm8k", "empty.jsonl"], code: 4,
      says: ["empty.jsonl: there are no records"])
  }

  @Test("A file that is no store of ours, or one of a newer version, is refused and left alone")
  func otherDatabases() throws {
    tool.write("question,answer\n", to: "table.csv")
    try expect(
      ["problems", "generate", "--count", "1", "--store", "table.csv"], code: 5,
      says: ["table.csv: this file is not an SQLite database"])
    #expect(access(tool.folder.file("table.csv-lock"), F_OK) != 0)
    // SQLite keeps the schema's number and the owner's in the file's header.
    #expect(try tool.run("problems", "generate", "--count", "1", "--store", "ours.db").code == 0)
    let ours = try FileBytes.read(tool.folder.file("ours.db"))
    _ = tool.folder.write(Array(ours[..<60] + [0, 0, 0, 99] + ours[64...]), to: "new.db")
    _ = tool.folder.write(Array(ours[..<68] + [1, 2, 3, 4] + ours[72...]), to: "other.db")
    for command in [["status"], ["problems", "generate", "--count", "1"]] {
      try expect(
        command + ["--store", "other.db"], code: 5,
        says: ["other.db: this SQLite database belongs to another program", "try: "])
      try expect(
        command + ["--store", "new.db"], code: 5,
        says: ["new.db: the store has schema 99", "try: update StepMark"])
    }
    let newer = try FileBytes.read(tool.folder.file("new.db"))
    #expect(Array(newer[64...]) == Array(ours[64...]))
    let foreign = try FileBytes.read(tool.folder.file("other.db"))
    #expect(Array(foreign[72...]) == Array(ours[72...]))
  }

  @Test("While one process writes, a second writer is refused and a reader is let in")
  func twoWriters() async throws {
    let store = try Store(path: tool.folder.file("busy.db"), access: .write)
    let write = ["problems", "generate", "--count", "1", "--store", "busy.db"]
    try expect(
      write, code: 5,
      says: [
        "busy.db: another process is writing to this store (process \(getpid()))", "try: wait",
      ])
    #expect(try tool.run("status", "--store", "busy.db").code == 0)
    withExtendedLifetime(store) {}
  }

  @Test("Of a model folder, the file that is missing or damaged is named")
  func modelFolders() throws {
    try tool.saveModel("tiny", vocabulary: ["1 + 1 = 2"])
    let complete = [
      "complete", "--model", "tiny", "--prompt", "1 + 1", "--max-tokens", "3", "--temperature", "0",
    ]
    #expect(try tool.run(complete).code == 0)
    for file in ["config.json", "tokenizer.json", "generation_config.json", "model.safetensors"] {
      let path = tool.folder.file("tiny/" + file)
      rename(path, path + ".away")
      try expect(complete, code: 3, says: ["tiny/\(file) is missing", "  try: "])
      tool.write("{", to: "tiny/" + file)
      try expect(complete, code: 4, says: ["tiny/\(file)"])
      rename(path + ".away", path)
    }
    #expect(try tool.run(complete).code == 0)
    try expect(
      ["complete", "--model", "nowhere", "--prompt", "1"], code: 3,
      says: ["nowhere/config.json is missing"])
    try expect(
      ["complete", "--model", "tiny", "--prompt", "xyzzy ∮"], code: 4, says: ["vocabulary"])
  }

  @Test("A mistyped option, command or value is answered with the nearest one")
  func typingErrors() throws {
    try expect(
      ["status", "--sotre", "a.db"], code: 2,
      says: ["unknown option --sotre: did you mean --store?", "try: stepmark status --help"])
    try expect(["smaple"], code: 2, says: ["unknown command smaple: did you mean sample?"])
    try expect(["frobnicate"], code: 2, says: ["unknown command frobnicate\n"])
    try expect(
      ["label", "--method", "sequental"], code: 2,
      says: ["--method does not know sequental: did you mean sequential?"])
    try expect(["problems", "generate", "--count", "many"], code: 2, says: ["--count", "many"])
    try expect(["problems", "generate", "--count"], code: 2, says: ["--count needs a value"])
  }

  @Test("The best of more rollouts than are made is refused before anything is asked")
  func unreachableBest() throws {
    try tool.saveModel("tiny", vocabulary: ["1 + 1 = 2"])
    let label = ["label", "--model", "tiny", "--method", "advantage", "--store", "t.db"]
    try expect(
      label + ["--best-of", "9"], code: 2, says: ["--best-of 9", "there are 8", "  try: "])
    try expect(
      label + ["--rollouts", "4", "--best-of", "8"], code: 2, says: ["there are 4", "--rollouts 8"])
    try expect(
      label + ["--temperature", "0", "--best-of", "2"], code: 2, says: ["all alike", "  try: "])
    try expect(
      label + ["--rollouts", "9223372036854775807"], code: 2, says: ["--rollouts", "1000000"])
  }

  @Test("A threshold that no step can reach is refused before anything is asked")
  func unreachableThreshold() throws {
    try tool.saveModel("tiny", vocabulary: ["1 + 1 = 2"])
    try expect(
      ["label", "--model", "tiny", "--rollouts", "4", "--threshold", "5", "--store", "t.db"],
      code: 2, says: ["--threshold"])
  }
}
