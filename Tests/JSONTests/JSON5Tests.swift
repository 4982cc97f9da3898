import JSON
import Testing

@Suite("Reading JSON5")
struct JSON5Tests {
  @Test("reads the example of json5.org")
  func example() throws {
    let value = try JSONValue.parse(
      #"""
      {
        // comments
        unquoted: 'and you can quote me on that',
        singleQuotes: 'I can use "double quotes" here',
        lineBreaks: "Look, Mom! \
      No \\n's!",
        hexadecimal: 0xdecaf,
        leadingDecimalPoint: .8675309, andTrailing: 8675309.,
        positiveSign: +1,
        trailingComma: 'in objects', andIn: ['arrays',], /* and
        blocks */ "backwardsCompatible": "with JSON",
      }
      """#, dialect: .json5)
    #expect(try value["unquoted"].string() == "and you can quote me on that")
    #expect(try value["lineBreaks"].string() == "Look, Mom! No \\n's!")
    #expect(try value["hexadecimal"].int() == 0xdecaf)
    #expect(try value["leadingDecimalPoint"].double() == 0.8675309)
    #expect(try value["andTrailing"].int() == 8_675_309)
    #expect(try value["positiveSign"].int() == 1)
    #expect(try value["andIn"].array().count == 1)
  }

  @Test(
    "accepts",
    arguments: [
      "[]//", "[]/* * / **/", "{a:1}", "{$_a1:1,}", "{ünï:1}", "{\\u0061b:1}", "{'a':1}", "[1,]",
      "-Infinity", "+NaN", "-0x1f", "5.e3", "\u{feff}\u{2028}\u{a0}\u{b}\u{c}1", "'\\x41\\v\\0'",
      "'\\a\\é'", "'\u{2028}'", "{null:1,true:2}",
    ])
  func accepts(text: String) throws {
    _ = try JSONValue.parse(text, dialect: .json5)
  }

  @Test(
    "refuses",
    arguments: [
      "", "/", "/*", "/* *", "[,]", "[1,,]", "{,}", "{a:1,,}", "{a 1}", "{1a:1}", "{a-b:1}", "01",
      ".", "+", "0x", "0xg", "'\n'", "'\\1'", "'\\01'", "'a\"", "infinity", "+-1", "1 2",
      "{a:1,'a':2}", "'\\ud800'", "0x11112222333344445",
    ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSONValue.parse(text, dialect: .json5) }
  }

  @Test(
    "writes numbers that only JSON5 knows as JSON",
    arguments: [
      ("0x10", "16"), ("-0xFFFFFFFFFFFFFFFF", "-18446744073709551615"), (".5", "0.5"),
      ("-.5e3", "-0.5e3"), ("5.", "5"), ("5.e3", "5e3"), ("+1", "1"), ("Infinity", "null"),
      ("-NaN", "null"), ("1.50", "1.50"),
    ])
  func rewrites(text: String, json: String) throws {
    #expect(try JSONValue.parse(text, dialect: .json5).serialized() == json)
  }

  @Test("reads the values of unusual numbers")
  func values() throws {
    #expect(try JSONValue.parse("-Infinity", dialect: .json5).double() == -.infinity)
    #expect(try JSONValue.parse("NaN", dialect: .json5).double().isNaN)
    #expect(try JSONValue.parse("-.5", dialect: .json5).double() == -0.5)
    #expect(try JSONValue.parse("+5.", dialect: .json5).double() == 5)
    #expect(try JSONValue.parse("-0x1F", dialect: .json5).int() == -31)
    #expect(try JSONValue.parse("0x1F", dialect: .json5).double() == 31)
  }
}
