import JSON
import Synchronization
import TestSupport

/// A server that solves every problem in two steps, rightly or not as the seed falls.
final class SolvingServer: Sendable {
  let opening: String
  let calls = Atomic<Int>(0)
  let keys = Mutex<Set<String>>([])
  let isOther = Atomic<Bool>(false)
  let bodies = Mutex<[String]>([])

  init(opening: String = "First we add.") { self.opening = opening }

  func handle(_ request: LoopbackRequest) -> [LoopbackAction] {
    keys.withLock { _ = $0.insert(request.headers["authorization"] ?? "") }
    if request.path == "/v1/models" { return [.reply(200, #"{"data":[{"id":"org/solver"}]}"#)] }
    guard let json = try? JSONValue.parse(request.body), let count = try? json["n"].int(),
      let seed = try? json["seed"].int()
    else { return [.reply(400, "{}")] }
    calls.add(1, ordering: .relaxed)
    bodies.withLock { $0.append(request.body) }
    let isChat = request.path == "/v1/chat/completions"
    let continues = isChat && (try? json.member("continue_final_message")) ?? nil != nil
    let choices = (0..<count).map { index -> JSONValue in
      var text = "\(opening)\nThen we are done.\n\\boxed{\((seed + index) % 5)}"
      if isOther.load(ordering: .relaxed) { text = "Nothing at all." }
      if continues {
        text = request.body.contains("from one to twelve") ? " seven, eight" : "\n" + text
      }
      let content: JSONValue = isChat ? ["content": JSONValue(text)] : JSONValue(text)
      return JSONValue([
        JSONMember("index", JSONValue(index)), JSONMember(isChat ? "message" : "text", content),
        JSONMember("finish_reason", "stop"),
      ])
    }
    let reply: JSONValue = [
      "choices": JSONValue(choices),
      "usage": ["prompt_tokens": 50, "completion_tokens": JSONValue(12 * count)],
    ]
    return [.reply(200, reply.serialized())]
  }
}
