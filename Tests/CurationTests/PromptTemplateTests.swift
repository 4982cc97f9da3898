import Corpus
import JSON
import Testing

@testable import Curation

@Suite("Templates for served models")
struct PromptTemplateTests {
  /// The keys that released stores hold.
  @Test(
    "A template that is known by a name never changes",
    arguments: [
      ("chat-solve-v1", "98d881c8a399025a0330746418b5eaa7"),
      ("chat-rephrase-1-v1", "1d8ad183a26cbda553e7a31f25829f49"),
      ("chat-rephrase-2-v1", "fac71c4661f2a51ecf85e8a930abacb5"),
      ("chatml-solve-v1", "325e171d8909c30f245d3159589bbd0a"),
      ("chatml-rephrase-1-v1", "8cf702d9dffd0b9ea86bf925550d9998"),
      ("chatml-rephrase-2-v1", "13bc9414e8b09b7aaa6d38cec7464d48"),
      ("question-solve-v1", "ce07945204c947e2ddde72f599365c49"),
      ("few-shot-solve-v1", "a36f805f78ab388f912e42f9d689f9ec"),
      ("few-shot-rephrase-v1", "25b33d66639baa8f12bdc5e31545c0ec"),
    ])
  func keys(name: String, key: String) throws {
    let used = ServerPrompts.all.flatMap { prompts in
      PromptTask.allCases.flatMap { prompts.templates($0) }
    }
    let found = Set(used.map(\.template).filter { $0.name == name }.map { "\($0.key)" })
    #expect(found == [key])
  }

  @Test("Every set solves; the chat sets have a template for every task that asks a model")
  func tasks() {
    #expect(
      ServerPrompts.all.map(\.name) == ["chat", "chat-continue", "chatml", "question", "few-shot"])
    for prompts in ServerPrompts.all {
      #expect(!prompts.solve.text.contains("{examples}") && prompts.solve.continuesPrefix)
      for task in [PromptTask.fobar, .selfVerificationQuestion, .rephrase] {
        #expect(!prompts.templates(task).isEmpty, "\(prompts.name) \(task)")
      }
    }
    for name in ["chat", "chatml"] {
      for task in PromptTask.allCases where task != .resume {
        #expect(ServerPrompts.named(name)?.templates(task).isEmpty == false, "\(name) \(task)")
      }
    }
    // Only the set that says so asks for the rest in words.
    #expect(ServerPrompts.named("chat")?.rollout == ServerPrompts.named("chat")?.solve)
    #expect(ServerPrompts.named("chat-continue")?.rollout.name == "chat-continue-v1")
    #expect(ServerPrompts.named("chat-continue")?.rollout.continuesPrefix == false)
    let names = ServerPrompts.library.map(\.template.name)
    #expect(Set(names).count == names.count)
  }

  @Test("A template's file reads as the same template", arguments: ServerPrompts.library)
  func files(item: PromptTemplate) throws {
    let read = try PromptTemplate(JSONValue.parse(item.file, dialect: .json5))
    #expect(read.template == item.template && read.stop == item.stop && read.task == item.task)
  }

  @Test(
    "A file that cannot be used says what it lacks",
    arguments: [
      (#"{name: "a", task: "solve", text: "Solve it."}"#, "{statement}"),
      (#"{name: "a", task: "revise", text: "{statement} {prefix}"}"#, "{critique}"),
      (#"{name: "a", task: "solv", text: "{statement}"}"#, "did you mean solve"),
      (#"{name: "a", task: "solve", turns: []}"#, "no turn"),
      (#"{name: "a", task: "solve"}"#, "'text' or 'turns'"),
      (
        #"{name: "a", task: "solve", turns: [{role: "model", content: "{statement}"}]}"#,
        "no role"
      ),
      (#"{name: "a", task: "solve", text: "{statement}", stops: []}"#, "stop"),
    ])
  func faults(file: String, reason: String) throws {
    do {
      _ = try PromptTemplate(JSONValue.parse(file, dialect: .json5))
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains(reason), "\(error)")
    }
  }

  @Test("A user's template takes the place of its task alone, and its name tells its text")
  func replacing() throws {
    let chat = try #require(ServerPrompts.named("chat"))
    func own(_ text: String) -> PromptTemplate {
      PromptTemplate(.critique, Template(name: "mine", text: text)).named(byHash: true)
    }
    let changed = chat.replacing(with: [own("{statement} {prefix}?")])
    #expect(
      changed.solve == chat.solve && changed.templates(.rephrase) == chat.templates(.rephrase))
    #expect(changed.templates(.critique).map(\.template.text) == ["{statement} {prefix}?"])
    let name = try #require(changed.templates(.critique).first?.template.name)
    #expect(name.hasPrefix("mine#") && name != own("{statement} {prefix}!").template.name)
  }

  @Test("Places are filled in one pass, unknown ones and LaTeX stay")
  func places() {
    let template = Template(name: "a", text: #"{statement} \boxed{x} {step}{answer}{prefix}"#)
    let problem = Problem(statement: "{prefix} {step}", gold: "1")
    let prefix = Prefix(text: "so far {statement}", completion: problem.key)
    let prompt = Prompt(
      template: template, problem: problem, prefix: prefix, places: ["step": "{answer}"])
    #expect(prompt.text == #"{prefix} {step} \boxed{x} {answer}{answer}so far {statement}"#)
  }

  @Test("Worked examples of a user stand where ours do, as turns in a chat")
  func shots() throws {
    let lines = """
      {"question": "1 + 1?", "answer": "1 + 1 = <<1+1=2>>2\\n#### 2"}
      {"problem": "2 + 2?", "solution": "4 it is. \\\\boxed{4}"}
      """
    let shots = try Shots(Array(lines.utf8), source: "mine.jsonl")
    let few = try #require(
      ServerPrompts.named("few-shot").flatMap { ServerPrompts.with(shots, in: $0) })
    #expect(
      few.solve.text
        == "Question: 1 + 1?\nAnswer:\n1 + 1 = <<1+1=2>>2\n#### 2\n\nQuestion: 2 + 2?\nAnswer:\n"
        + "4 it is. \\boxed{4}\n\nQuestion: {statement}\nAnswer:{prefix}")
    #expect(few.solve.name.hasPrefix("few-shot-solve-v1#") && few.solveStop == ["Question:"])
    let chat = try #require(
      ServerPrompts.named("chat").flatMap { ServerPrompts.with(shots, in: $0) })
    #expect(
      chat.solve.turns.map(\.role) == [.user, .assistant, .user, .assistant, .user, .assistant])
    #expect(chat.solve.turns[0].content.hasPrefix("1 + 1?\n\nSolve the problem"))
    #expect(chat.solve.continuesPrefix)
    let whole = try Shots(Array("Q: 1?\nA: 1\n\nQ: {statement}\nA:".utf8), source: "mine.txt")
    let verbatim = try #require(
      ServerPrompts.named("few-shot").flatMap { ServerPrompts.with(whole, in: $0) })
    #expect(verbatim.solve.text == "Q: 1?\nA: 1\n\nQ: {statement}\nA:{prefix}")
    #expect(throws: JSONError.self) { try Shots([], source: "empty.jsonl") }
    #expect(throws: JSONError.self) {
      try Shots(Array(#"{"question": "1?", "reply": "1"}"#.utf8), source: "wrong.jsonl")
    }
    #expect(try Shots(Array(Shots.file.utf8), source: "shots") == Shots.own)
  }

  @Test("A server's own chat template makes a set of texts, which a store gives back")
  func rendered() async throws {
    let prompts = try #require(
      await ServerPrompts.rendered { turns async throws(Never) in
        turns.map { "<\($0.role.rawValue)>\($0.content)</>" }.joined() + "<assistant>"
      })
    #expect(prompts.solve.name == "rendered-solve-v1" && prompts.solve.endpoint == .completions)
    #expect(prompts.solve.text.hasPrefix("<user>{statement}\n\nSolve"))
    #expect(prompts.solve.text.hasSuffix("</><assistant>{prefix}"))
    #expect(prompts.templates(.critique).first?.template.text.hasSuffix("<assistant>") == true)
    let stored = PromptTask.allCases.flatMap { prompts.templates($0) }.map(\.template)
    let again = try #require(ServerPrompts.rendered(stored))
    #expect(again.solve == prompts.solve)
    #expect(again.templates(.revise).map(\.template) == prompts.templates(.revise).map(\.template))
    // A template that drops what it is given would make all problems the same.
    #expect(await ServerPrompts.rendered { _ async throws(Never) in "<assistant>" } == nil)
    #expect(ServerPrompts.rendered([]) == nil)
  }
}
