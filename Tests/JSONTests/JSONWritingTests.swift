import JSON
import Testing

@Suite("Writing JSON")
struct JSONWritingTests {
  @Test("keeps order, escapes little and writes shortest numbers")
  func compact() {
    let value: JSONValue = [
      "b": 1, "a": [0.1, 1e21, -0.0, nil, false], "é\"\\\n\u{1}\u{7f}\u{2028}": "</script>",
      "empty": [:], "none": [],
    ]
    #expect(
      value.serialized()
        == #"{"b":1,"a":[0.1,1e+21,-0.0,null,false],"é\"\\\n\u0001"# + "\u{7f}\u{2028}"
        + #"":"</script>","empty":{},"none":[]}"#)
  }

  @Test("indents by two spaces")
  func pretty() {
    let value: JSONValue = ["a": [1, ["b": "c"]], "d": [], "e": [:]]
    #expect(
      value.serialized(pretty: true) == """
        {
          "a": [
            1,
            {
              "b": "c"
            }
          ],
          "d": [],
          "e": {}
        }
        """)
  }

  @Test("numbers that JSON lacks become null")
  func notFinite() {
    #expect(JSONValue(Double.nan).isNull)
    #expect(JSONValue(Float.infinity).isNull)
    #expect(JSONValue(Float(0.1)).serialized() == "0.1")
    #expect(JSONValue(UInt64.max).serialized() == "18446744073709551615")
  }

  @Test("what is written reads back as the same value and the same bytes", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = Numbers(state: seed)
    let value = randomValue(&random, depth: 0)
    for pretty in [false, true] {
      let bytes = value.serializedBytes(pretty: pretty)
      let read = try JSONValue.parse(bytes)
      #expect(read == value)
      #expect(read.serializedBytes(pretty: pretty) == bytes)
      #expect(try JSONValue.parse(bytes, dialect: .json5) == value)
    }
  }

  @Test("doubles read back bit for bit", arguments: 0..<50)
  func doubles(seed: UInt64) throws {
    var random = Numbers(state: seed)
    for _ in 0..<100 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let read = try JSONValue.parse(JSONValue(number).serialized()).double()
      #expect(read.bitPattern == number.bitPattern)
    }
  }

  private func randomValue(_ random: inout Numbers, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &random) {
    case 0: return nil
    case 1: return JSONValue(Bool.random(using: &random))
    case 2: return JSONValue(Int.random(in: .min ... .max, using: &random))
    case 3: return JSONValue(Double.random(in: -1e6...1e6, using: &random))
    case 4: return JSONValue(randomText(&random))
    case 5:
      return JSONValue(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          randomValue(&random, depth: depth + 1)
        })
    default:
      return JSONValue(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          JSONMember("\(index)" + randomText(&random), randomValue(&random, depth: depth + 1))
        })
    }
  }

  private func randomText(_ random: inout Numbers) -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\u{0}", "é", "😀", "\u{301}", "\u{2028}", "/", "long run ",
    ]
    return (0..<Int.random(in: 0...12, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }.joined()
  }
}

@Suite("Reading JSON lines")
struct JSONLinesTests {
  @Test("gives every line with its number and goes on after a bad one")
  func lines() throws {
    let text = "{\"a\":1}\r\n\n  \n{\"a\":\n[1,\"é\",x]\n{\"a\":[2]}"
    let lines = Array(JSONLines(Array(text.utf8), source: "f.jsonl"))
    #expect(lines.map(\.number) == [1, 4, 5, 6])
    #expect(try lines[0].result.get()["a"].int() == 1)
    #expect(
      message { try lines[1].result.get() }
        == "f.jsonl:4:6: a: expected a value but the text ends here")
    #expect(
      message { try lines[2].result.get() }
        == "f.jsonl:5:8: [2]: expected a value but found 'x'")
    let last = try lines[3].result.get()["a"].array()[0]
    #expect(last.path == "a[0]")
    #expect(last.position == JSONPosition(line: 6, column: 7, offset: 36))
  }

  @Test("an empty text has no lines")
  func empty() {
    #expect(Array(JSONLines([])).isEmpty)
    #expect(Array(JSONLines(Array("\n\n".utf8))).isEmpty)
  }
}
