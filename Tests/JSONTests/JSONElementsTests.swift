import JSON
import Testing

@Suite("Reading the elements of a JSON array")
struct JSONElementsTests {
  /// The elements as they are written, with the separators around them.
  private static let elements = [
    #"{"a":[1,2],"é":"x]y"}"#, "12.50", "\",\"", "[[],[7]]", "null", "{}", "-3",
  ]
  private static let text = "\u{feff} [" + elements.joined(separator: " ,\n") + "\t]\n"

  private func read(_ bytes: [UInt8]) -> (values: [JSONValue], error: JSONError?) {
    var (values, error): ([JSONValue], JSONError?) = ([], nil)
    for (index, element) in JSONElements(bytes, source: "a.json").enumerated() {
      #expect(error == nil, "something follows the fault")
      #expect(element.number == index + 1)
      switch element.result {
      case .success(let value): values.append(value)
      case .failure(let fault): error = fault
      }
    }
    return (values, error)
  }

  @Test(
    "gives what the whole array holds, with the places of all values", arguments: [text, "[ ]"])
  func whole(text: String) throws {
    let array = try JSONValue.parse(text).array()
    let (values, error) = read(Array(text.utf8))
    #expect(error == nil && values == array)
    #expect(values.map(\.position) == array.map(\.position))
    #expect(values.map(\.path) == array.map(\.path))
    if let first = values.first {
      #expect(try first["a"].array()[1].path == "[0].a[1]")
    }
  }

  @Test("of a text that is cut anywhere the whole elements before the cut are given")
  func everyCut() throws {
    let bytes = Array(Self.text.utf8)
    let all = try JSONValue.parse(bytes).array()
    for cut in 0..<bytes.count {
      let (values, error) = read(Array(bytes[..<cut]))
      // A number is whole where something follows it, anything else where it ends.
      let count = zip(all, Self.elements).count { value, text in
        let end = (value.position?.offset ?? 0) + text.utf8.count
        if case .number = value.kind { return end < cut }
        return end <= cut
      }
      #expect(values == Array(all.prefix(count)), "cut after \(cut) bytes")
      // Only the line end behind the array can be lacking.
      #expect((error == nil) == (cut == bytes.count - 1))
      if let place = error?.position?.offset { #expect(place <= cut) }
    }
    let (values, error) = read(Array(#"[{"a":1},{"b":2},{"c""#.utf8))
    #expect(values.count == 2)
    #expect(error?.description == "a.json:1:22: [2].c: expected ':' but the text ends here")
  }

  @Test(
    "the first fault ends the elements and is named as in a document",
    arguments: [
      #"[1,{"a":tru},3]"#, "[1,2 3]", "[1,,2]", "[1,2,]", "[1]x", "[1,\"\u{1}\"]",
      "[01]", #"[{"a":1,"a":2}]"#,
    ])
  func faults(text: String) {
    let whole = #expect(throws: JSONError.self) { try JSONValue.parse(text, source: "a.json") }
    #expect(read(Array(text.utf8)).error == whole)
  }

  @Test("what is no array has no elements", arguments: [("{}", "found '{'"), ("", "ends here")])
  func noArray(text: String, reason: String) {
    let (values, error) = read(Array(text.utf8))
    #expect(values.isEmpty)
    #expect(error?.reason.hasPrefix("expected '[' but") == true)
    #expect(error?.reason.hasSuffix(reason) == true)
  }
}
