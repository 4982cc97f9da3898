import Corpus
import Generation
import Glibc
import JSON
import Storage
import TestSupport
import Testing

@Suite("API keys")
struct APIKeyTests {
  private static let secret = "sk-7hQ2-very/secret+key=="

  private func bytes(of path: String) -> [UInt8] {
    guard let handle = fopen(path, "r") else { return [] }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private func hides(_ bytes: [UInt8]) -> Bool {
    let wanted = Array(Self.secret.utf8)
    return bytes.count < wanted.count
      || !(0...(bytes.count - wanted.count)).contains {
        bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
      }
  }

  @Test("A key goes to its server and nowhere else, even where the server repeats it everywhere")
  func staysSecret() async throws {
    let key = try #require(APIKey(Self.secret))
    #expect("\(key)" == "***" && hides(Array(String(reflecting: key).utf8)))
    var dumped = ""
    dump(key, to: &dumped)
    #expect(hides(Array(dumped.utf8)))
    let server = LoopbackServer { request in
      let key = request.headers["authorization"] ?? "no key"
      let json = try? JSONValue.parse(request.body)
      let prompt = (try? json?["prompt"].string()) ?? ""
      if prompt.hasPrefix("refuse") {
        return [.reply(400, #"{"error":{"message":"bad key \#(key)"}}"#)]
      }
      if prompt.hasPrefix("plain") { return [.reply(422, "your key is \(key)")] }
      if prompt.hasPrefix("redirect") {
        return [.reply(307, "", headers: ["Location: http://127.0.0.1:9/?\(key)"])]
      }
      if prompt.hasPrefix("stop") {
        return [.reply(401, #"{"error":{"message":"Incorrect API key: \#(key)"}}"#)]
      }
      // JSON may escape any character of it.
      let escaped = key.replacing("/", with: #"\/"#)
      return [
        .reply(
          200,
          #"{"choices":[{"index":0,"text":"I know \#(key), \#(escaped)","finish_reason":"stop"}]}"#)
      ]
    }
    let folder = TemporaryFolder()
    let log = try #require(RequestLog(path: folder.file("requests.log")))
    var settings = ServerTest.settings()
    settings.keys = [key]
    let generator = HTTPGenerator(
      try ServerAddress("\(server.url)#m"), settings: settings, log: log)
    var said: [String] = ["\(settings)", String(reflecting: generator)]
    do {
      let store = try Store(path: folder.file("keys.store"), access: .write)
      _ = try await ServerTest.drive(
        ["refuse", "plain", "redirect", "tell"].map { ServerTest.task($0, count: 1) }, generator,
        store)
      let texts = try await ServerTest.table(store, "SELECT text FROM completion")
      // The key was sent: the server could repeat it.
      #expect(texts == [[.text("I know Bearer ***, Bearer ***")]])
      do {
        _ = try await ServerTest.drive([ServerTest.task("stop", count: 1)], generator, store)
        Issue.record("a refused key stops the run")
      } catch {
        said.append("\(error)")
        #expect("\(error)".contains("Incorrect API key"))
      }
    }
    for text in said { #expect(hides(Array(text.utf8))) }
    for name in ["keys.store", "keys.store-wal", "keys.store-shm", "requests.log"] {
      #expect(hides(bytes(of: folder.file(name))))
    }
    #expect(!bytes(of: folder.file("keys.store")).isEmpty)
  }

  @Test("A key with a line end or a space is refused: it could not stand in a header")
  func malformed() {
    #expect(APIKey("a\nb") == nil && APIKey("a b") == nil && APIKey("") == nil)
  }
}
