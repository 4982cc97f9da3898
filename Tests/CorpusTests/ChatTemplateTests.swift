import Glibc
import JSON
import Testing

@testable import Corpus

/// Our chat templates beside what transformers makes of the published ones
/// (Benchmarks/peers/chat_templates.py).
@Suite struct ChatTemplateTests {
  struct Published: Sendable, CustomTestStringConvertible {
    let name: String
    let hash: String
    let conversations: [[Message]]
    let rendered: [String?]

    var testDescription: String { "\(name) \(hash.prefix(8))" }
  }

  static let published: [Published] = (try? read()) ?? []

  static func read() throws -> [Published] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let root = try JSONValue.parse(
      bytes(of: folder.joined(separator: "/") + "/Fixtures/chat-templates.json"))
    let conversations = try root["conversations"].array().map { turns in
      try turns.array().map { turn in
        Message(
          try #require(Message.Role(rawValue: try turn["role"].string())),
          try turn["content"].string())
      }
    }
    return try root["templates"].array().map { item in
      Published(
        name: try item["name"].string(), hash: try item["sha256"].string(),
        conversations: conversations,
        rendered: try item["rendered"].array().map { $0.isNull ? nil : try $0.string() })
    }
  }

  @Test("Every family is among the published ones")
  func everyFamilyIsProved() {
    #expect(Set(Self.published.map(\.name)) == Set(ChatTemplate.all.map(\.name)))
    #expect(Self.published.count >= 24)
  }

  @Test(
    "Conversations have the bytes that transformers gives, or are refused as there",
    arguments: published)
  func bytesAgree(_ item: Published) throws {
    let template = try #require(ChatTemplate.named(item.name))
    for (conversation, expected) in zip(item.conversations, item.rendered) {
      guard let expected else {
        #expect(throws: ChatTemplateError.self) { try template.text(conversation) }
        continue
      }
      #expect(Array(try template.text(conversation).utf8) == Array(expected.utf8))
    }
  }

  @Test("A turn that was begun is gone on from as it is", arguments: ChatTemplate.all)
  func prefixesContinue(_ template: ChatTemplate) throws {
    let question = Message(.user, "Why?")
    let asked = try template.text([question])
    for begun in ["Because", "\nFirst,\n", " x "] {
      #expect(try template.text([question, Message(.assistant, begun)]) == asked + begun)
    }
  }

  @Test("A template's places are filled before white space is trimmed, and once")
  func templatesAreFilled() throws {
    let chat = try #require(ChatTemplate.named("llama-3"))
    let turns = Template(
      name: "solve-v1", turns: [Message(.user, "{statement}\n"), Message(.assistant, "{prefix}")])
    let template = try turns.written(in: chat)
    #expect(template.name == "solve-v1-llama-3")
    #expect(template.endpoint == .completions)
    let expected = try chat.text([Message(.user, "{prefix} 1 + 1?")])
    #expect(template.rendered(statement: "  {prefix} 1 + 1? ", prefix: "") == expected)
    #expect(
      template.rendered(statement: "{prefix} 1 + 1?", prefix: "2{statement}")
        == expected + "2{statement}")
    #expect(template.key != turns.key)
  }

  @Test("Every published text is recognised by its hash", arguments: published)
  func hashesAreKnown(_ item: Published) {
    #expect(ChatTemplate.published[String(item.hash.prefix(32))] == item.name)
  }

  @Test("Texts that are not known to the byte are not recognised")
  func unknownTexts() {
    #expect(ChatTemplate.recognised(jinja: "") == nil)
    #expect(ChatTemplate.recognised(jinja: "{{ bos_token }}") == nil)
  }
}

private func bytes(of path: String) throws -> [UInt8] {
  let handle = try #require(fopen(path, "r"))
  defer { fclose(handle) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
    bytes += buffer[..<count]
  }
  return bytes
}
