import JSON
import Testing

@Suite("Reading JSON")
struct JSONParsingTests {
  @Test(
    "accepts what RFC 8259 accepts",
    arguments: [
      "null", " true ", "false", "0", "-0", "1.5e+10", "1E-2", "\"\"", "[]", "{}", "[ ]", "{ }",
      "[1,2,[3]]", #"{"a":{"b":[]}}"#, #""\u0041\ud83d\ude00\/\b\f\n\r\t""#, "\"\u{7f}é😀\"",
      "123456789012345678901234567890", "\t\r\n1\n", #"{"":0}"#, #""\u0000""#, "\"\u{2028}\"",
      "[1e400]", "0.00000001", #"["\uDBFF\uDFFF"]"#,
    ])
  func accepts(text: String) throws {
    _ = try JSONValue.parse(text)
    _ = try JSONValue.parse(text, dialect: .json5)
  }

  @Test(
    "refuses what RFC 8259 refuses",
    arguments: [
      "", " ", "nul", "nulll", "True", "01", "-", "-01", "1.", ".5", "+1", "1e", "1e+", "0x10",
      "Infinity", "-Infinity", "NaN", "[1,]", "[,1]", "[1 2]", "[", "]", "{", "{\"a\"}",
      "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "'a'", "\"a", "\"\\", "\"\\x41\"", "\"\\u12\"",
      "\"\\u12G4\"", "\"\t\"", "\"\n\"", "1 2", "{} {}", "// c\n1", "/* c */ 1", "\u{a0}1",
      "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", #""\ud800""#, #""\udc00""#,
      #""\ud800\u0041""#, #""\ud800x""#, "[\"a\"", "{\"a\":1", "{,}", "{\"a\":1,,\"b\":2}",
      "\u{c}1",
      "{1:1}", "[-]", "[1.e1]",
    ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSONValue.parse(text) }
  }

  @Test(
    "refuses invalid UTF-8 and says at which byte",
    arguments: [
      ([0x22, 0x61, 0xff, 0x22], 2), ([0x22, 0xc3, 0x22], 1), ([0x22, 0xed, 0xa0, 0x80, 0x22], 1),
      ([0x22, 0xc0, 0x80, 0x22], 1), ([0x22, 0xc3, 0xa9, 0x5c, 0x6e, 0xf5, 0x22], 5), ([0xff], 0),
    ] as [([UInt8], Int)])
  func invalidUTF8(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue.parse(bytes) }
    #expect(error?.position?.offset == offset)
  }

  @Test("skips a byte order mark at the start")
  func byteOrderMark() throws {
    let value = try JSONValue.parse([0xef, 0xbb, 0xbf, 0x20, 0x31])
    #expect(try value.int() == 1)
    #expect(value.position == JSONPosition(line: 1, column: 2, offset: 4))
  }

  @Test("decodes escapes and surrogate pairs")
  func escapes() throws {
    let value = try JSONValue.parse(
      #""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z plain text that is long""#)
    #expect(
      try value.string() == "a\"\\/\u{8}\u{c}\n\r\té😀z plain text that is long")
  }

  @Test("keeps the order of members and the text of numbers")
  func keepsWhatIsWritten() throws {
    let text = #"{"z":1.50,"a":123456789012345678901234567890,"m":-0.0,"b":1E5}"#
    let value = try JSONValue.parse(text)
    #expect(try value.object().map(\.name) == ["z", "a", "m", "b"])
    #expect(try value["a"].kind == .number("123456789012345678901234567890"))
    #expect(value.serialized() == text)
  }

  @Test("stops at the depth limit instead of overflowing the stack")
  func depth() throws {
    let deep = String(repeating: "[", count: 100_000)
    let error = #expect(throws: JSONError.self) { try JSONValue.parse(deep) }
    #expect(error?.reason == "nested deeper than 512 levels")
    let allowed = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    _ = try JSONValue.parse(allowed)
    #expect(throws: JSONError.self) { try JSONValue.parse("[[]]", maximumDepth: 1) }
  }

  @Test("finds a repeated name among thousands")
  func manyMembers() throws {
    let members = (0..<5000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSONValue.parse("{\(members)}").object().count == 5000)
    let error = #expect(throws: JSONError.self) {
      try JSONValue.parse("{\(members),\"k77\":0}")
    }
    #expect(error?.path == "k77")
    #expect(error?.reason == "the name occurs twice in its object")
  }

  @Test("finds quotes and controls at every place of a long string", arguments: 0..<24)
  func everyPlace(prefix: Int) throws {
    let plain = String(repeating: "x", count: prefix)
    let tail = "é tail"
    #expect(try JSONValue.parse("\"\(plain)\"").string() == plain)
    #expect(try JSONValue.parse("\"\(plain)\\n\(tail)\"").string() == plain + "\n" + tail)
    #expect(throws: JSONError.self) { try JSONValue.parse("\"\(plain)\u{1f}\(tail)\"") }
    #expect(throws: JSONError.self) { try JSONValue.parse("\"\(plain)") }
  }

  @Test("says where the fault is and in which field")
  func positions() {
    let text = "{\n  \"run\": {\n    \"é\": [1, {\"x y\": tru}]\n  }\n}"
    let error = #expect(throws: JSONError.self) {
      try JSONValue.parse(text, source: "recipe.json")
    }
    #expect(
      error?.description
        == "recipe.json:3:22: run.é[1][\"x y\"]: expected a value but found 't'")
  }

  @Test("counts all three line ends")
  func lineEnds() {
    let error = #expect(throws: JSONError.self) { try JSONValue.parse("[\r\n1,\r2,\n  x]") }
    #expect(error?.position == JSONPosition(line: 4, column: 3, offset: 11))
  }
}
