import JSON

/// What a dataset card says of one export.
struct CardSection {
  private let manifest: JSONValue

  init(_ manifest: JSONValue) { self.manifest = manifest }

  /// The section.
  var text: String {
    get throws(JSONError) {
      let name = try manifest["files"].array().first.map { (file) throws(JSONError) in
        try file["file"].string()
      }
      let model = try manifest["model"]
      let author = model.isNull ? "every model" : "`\(try model.string())`"
      let method = try manifest["method"]
      let labelled = method.isNull ? "" : ", labelled by `\(try method.string())`"
      var text = """
        ## \(name ?? "No file")

        Format `\(try manifest["format"].string())`; solutions of \(try manifest["suite"].string()), \
        split \(try manifest["split"].string()), by \(author)\(labelled). \
        \(try policy())


        """
      guard let statistics = try manifest.member("statistics") else { return text }
      text += try list("Funnel", statistics["funnel"])
      text += try balance()
      text += try positions(statistics["positions"])
      // Without labels there is nothing that could be wrong.
      if !method.isNull { text += try noise(statistics["noise"]) }
      text += try overlap(statistics)
      text += try sources(statistics["sources"])
      text += "Licence of the problems: \(try statistics["licence"].string()).\n\n"
      return text
    }
  }

  private func policy() throws(JSONError) -> String {
    var parts: [String] = []
    for member in try manifest["policy"].object() where !member.value.isNull {
      if case .array(let items) = member.value.kind, items.isEmpty { continue }
      let name = member.name.replacing("_", with: " ")
      let value =
        if case .string(let text) = member.value.kind { text } else { member.value.serialized() }
      parts.append("\(name) \(value)")
    }
    let holdout = "held out \(try manifest["holdout"].double())"
    guard !parts.isEmpty else { return "Root problems \(holdout)." }
    let leftOut = try manifest["left_out"].int()
    return "Policy: \((parts + [holdout]).joined(separator: ", ")). \(leftOut) solutions were left "
      + "out by it."
  }

  private func list(_ title: String, _ items: JSONValue) throws(JSONError) -> String {
    var text = "\(title):\n\n| | count |\n|---|---:|\n"
    for item in try items.array() {
      text += "| \(try item["what"].string()) | \(try item["count"].int()) |\n"
    }
    for file in try manifest["files"].array() {
      let split = try file["split"].string()
      text += "| exported, \(split): solutions | \(try file["solutions"].int()) |\n"
      text += "| exported, \(split): lines | \(try file["lines"].int()) |\n"
    }
    return text + "\n"
  }

  private func balance() throws(JSONError) -> String {
    var positive = 0
    var negative = 0
    for file in try manifest["files"].array() {
      positive += try file["positive"].int()
      negative += try file["negative"].int()
    }
    guard positive + negative > 0 else { return "" }
    return "Class balance: \(share(positive, of: positive + negative)) of "
      + "\(positive + negative) exported labels are +.\n\n"
  }

  private func positions(_ items: JSONValue) throws(JSONError) -> String {
    let rows = try items.array()
    guard !rows.isEmpty else { return "" }
    var text = """
      Labels by position, before the policy:

      | step | + | − | neutral | undecided |
      |---:|---:|---:|---:|---:|

      """
    for row in rows {
      var cells = ["\(try row["step"].int())"]
      for name in ["+", "-", "neutral", "abstain"] { cells.append("\(try row[name].int())") }
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text + "\n"
  }

  private func noise(_ noise: JSONValue) throws(JSONError) -> String {
    guard !noise.isNull else {
      return "Label noise: the store holds no exact truth for these steps.\n\n"
    }
    let right = try noise["right_called_right"].int()
    let falseAlarms = try noise["right_called_wrong"].int()
    let missed = try noise["wrong_called_right"].int()
    let wrong = try noise["wrong_called_wrong"].int()
    return """
      Label noise against exact truth (a step is true when its value is right), + and − labels \
      only: \(share(right + wrong, of: right + falseAlarms + missed + wrong)) of \
      \(right + falseAlarms + missed + wrong) agree; \(share(falseAlarms, of: right + falseAlarms)) \
      of the true steps are called wrong, \(share(missed, of: missed + wrong)) of the false ones \
      right. A step whose value is right after an earlier mistake counts as true; a labeller that \
      asks whether the answer can still be reached calls it wrong.


      """
  }

  private func overlap(_ statistics: JSONValue) throws(JSONError) -> String {
    let places = try statistics["overlap"].array()
    var text = ""
    if places.isEmpty {
      text = "Contamination: the store holds no other suite to compare with.\n\n"
    } else {
      text = """
        Contamination: the problems, and what was made of them, against the other suites in the \
        store:

        | suite | its problems | overlapping here | by tier |
        |---|---:|---:|---|

        """
      for place in places {
        var tiers: [String] = []
        for tier in try place["tiers"].object() where try tier.value.int() > 0 {
          tiers.append("\(tier.name) \(try tier.value.int())")
        }
        let found = "\(try place["overlapping"].int()) of \(try place["looked_at"].int())"
        text += "| \(try place["suite"].string()) | \(try place["problems"].int()) | \(found) "
        text += "| \(tiers.isEmpty ? "–" : tiers.joined(separator: ", ")) |\n"
      }
      text += "\n"
    }
    for item in try statistics["dropped"].array() {
      text += "Found before by \(try item["stage"].string()): \(try item["count"].int()) problems, "
      text += "\(try item["reason"].string()).\n\n"
    }
    return text
  }

  private func sources(_ items: JSONValue) throws(JSONError) -> String {
    var text = """
      What was asked:

      | purpose | model | template | temperature | top-p | top-k | max tokens | completions |
      |---|---|---|---:|---:|---:|---:|---:|

      """
    for item in try items.array() {
      var cells: [String] = []
      for name in ["purpose", "model", "template"] { cells.append(try item[name].string()) }
      for name in ["temperature", "top_p", "top_k", "max_tokens", "completions"] {
        cells.append(try item[name].serialized())
      }
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text + "\n"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = (part * 2000 + whole) / (2 * whole)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
