import JSON

/// The head of a dataset card: YAML that Hugging Face `datasets` and the Hub read.
struct CardHead {
  let manifests: [JSONValue]

  /// Licences that the Hub knows, by how our cards of suites write them.
  private static let known = [
    "MIT": "mit", "Apache-2.0": "apache-2.0", "CC BY-NC 4.0": "cc-by-nc-4.0",
    "CC BY-NC-ND 4.0": "cc-by-nc-nd-4.0",
  ]

  /// The head, with the lines around it.
  var text: String {
    get throws(JSONError) {
      var licences: [String] = []
      var lines = 0
      for manifest in manifests {
        if let statistics = try manifest.member("statistics") {
          let licence = try statistics["licence"].string()
          if !licences.contains(licence) { licences.append(licence) }
        }
        for file in try manifest["files"].array() { lines += try file["lines"].int() }
      }
      var text = "---\n"
      if licences.count == 1, let id = Self.known[licences[0]] {
        text += "license: \(id)\n"
      } else {
        let names = licences.isEmpty ? ["unknown"] : licences
        text += "license: other\nlicense_name: \(quoted(names.joined(separator: "; ")))\n"
      }
      text += "language:\n- en\ntask_categories:\n- text-generation\ntags:\n"
      for tag in ["mathematical-reasoning", "process-supervision", "stepmark"] {
        text += "- \(tag)\n"
      }
      text += "size_categories:\n- \(Self.size(lines))\nconfigs:\n"
      for (number, manifest) in manifests.enumerated() {
        let files = try manifest["files"].array()
        guard let first = files.first else { continue }
        text += "- config_name: \(quoted(Self.stem(try first["file"].string())))\n"
        if number == 0 { text += "  default: true\n" }
        text += "  data_files:\n"
        for file in files {
          text += "  - split: \(try file["split"].string())\n"
          text += "    path: \(quoted(try file["file"].string()))\n"
        }
      }
      return text + "---\n"
    }
  }

  /// A text as YAML takes it: a JSON string is one.
  private func quoted(_ text: String) -> String { JSONValue(text).serialized() }

  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The Hub's size class of a number of rows.
  static func size(_ rows: Int) -> String {
    let classes = [
      (1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
      (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
    ]
    return classes.first { rows < $0.0 }?.1 ?? "100M<n<1B"
  }
}
