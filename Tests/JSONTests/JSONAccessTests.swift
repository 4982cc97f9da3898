import JSON
import Testing

@Suite("Reading fields")
struct JSONAccessTests {
  private let recipe: JSONValue

  init() throws {
    recipe = try JSONValue.parse(
      """
      {"model": {"layers": 4, "rate": 1e-3, "tied": true},
       "stop": ["\\n", 7], "seed": 27.0, "big": 9223372036854775808, "none": null}
      """, source: "recipe.json")
  }

  @Test("reads every kind of value")
  func kinds() throws {
    #expect(try recipe["model"]["layers"].int() == 4)
    #expect(try recipe["model"]["rate"].double() == 0.001)
    #expect(try recipe["model"]["tied"].bool())
    #expect(try recipe["stop"].array()[0].string() == "\n")
    #expect(try recipe["seed"].int() == 27)
    #expect(try recipe["none"].isNull)
    #expect(try recipe.member("absent") == nil)
    #expect(try recipe["model"]["layers"].position?.line == 1)
    #expect(try recipe["stop"].array()[1].path == "stop[1]")
  }

  @Test("names file, line, column and field of a mistyped value")
  func mistyped() throws {
    #expect(
      message { try recipe["stop"].array()[1].string() }
        == "recipe.json:2:17: stop[1]: expected a string but found the number 7")
    #expect(
      message { try recipe["model"]["layers"].bool() }
        == "recipe.json:1:22: model.layers: expected true or false but found the number 4")
    #expect(
      message { try recipe["model"].double() }
        == "recipe.json:1:11: model: expected a number but found an object")
    #expect(
      message { try recipe["model"]["rate"].int() }
        == "recipe.json:1:33: model.rate: expected a whole number of at most 64 bits but found 1e-3"
    )
    #expect(throws: JSONError.self) { try recipe["big"].int() }
    #expect(throws: JSONError.self) { try recipe["none"].string() }
    #expect(throws: JSONError.self) { try recipe["stop"].member("x") }
    #expect(throws: JSONError.self) { try JSONValue.parse("1e999").double() }
  }

  @Test("names what is missing and the nearest name there is")
  func missing() throws {
    #expect(
      message { try recipe["modle"] }
        == "recipe.json:1:1: 'modle' is missing: there is 'model'")
    #expect(
      message { try recipe["model"]["width"] }
        == "recipe.json:1:11: model: 'width' is missing")
  }

  @Test("refuses unknown keys with a suggestion")
  func unknownKeys() throws {
    let value = try JSONValue.parse(#"{"tempreature": 0.7}"#, source: "r.json")
    #expect(
      message { try value.onlyKeys(["top_p", "temperature"]) }
        == "r.json:1:17: tempreature: unknown key 'tempreature': did you mean 'temperature'?")
    try value.onlyKeys(["tempreature"])
  }

  @Test("values made in code have no position")
  func code() throws {
    let value: JSONValue = ["a": [1, 2.5, "x", true, nil]]
    #expect(value.position == nil)
    #expect(message { try value["a"].string() } == "expected a string but found an array")
  }

  @Test(
    "finds the nearest name",
    arguments: [
      ("tempreature", "temperature"), ("gsm8", "gsm8k"), ("GSM8K", "gsm8k"), ("maht", "math"),
      ("zzz", nil), ("", nil), ("math500", "math-500"),
    ] as [(String, String?)])
  func nearestName(name: String, expected: String?) {
    let names = ["temperature", "gsm8k", "math", "math-500", "processbench"]
    #expect(nearest(to: name, among: names) == expected)
  }
}
