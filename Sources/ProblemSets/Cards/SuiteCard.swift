import JSON

/// What is known about a published suite: what it holds, its licence, where to get it.
public struct SuiteCard: Hashable, Sendable {
  /// One published file.
  public struct File: Hashable, Sendable {
    /// The split that it is.
    public let split: String
    /// Its name, without compression.
    public let name: String
    /// How many rows it gives.
    public let rows: Int
    /// The GitHub repository, as `owner/name`.
    public let repository: String
    /// The repository's commit.
    public let commit: String
    /// The path in the repository.
    public let path: String
    /// The SHA-256 of its content, decompressed.
    public let digest: String
    /// How the file was made from `path`, for one that nobody published as it is.
    public let assembly: String?

    /// Where the file can be downloaded; `nil` for one that was assembled.
    public var address: String? {
      guard assembly == nil else { return nil }
      return "https://raw.githubusercontent.com/\(repository)/\(commit)/\(path)"
    }
  }

  /// A published result on the suite.
  public struct Figure: Hashable, Sendable {
    /// Who got it and how.
    public let what: String
    /// The result with its unit.
    public let value: String
    /// Where it is published.
    public let source: String
  }

  /// The suite's name.
  public let name: String
  /// The format of its files.
  public let format: String
  /// What it is, in one line.
  public let title: String
  /// The paper that presents it; empty where there is none.
  public let paper: String
  /// The licence of its text.
  public let licence: String
  /// Names that a folder with its files may have; `-` and `_` are the same.
  public let folders: [String]
  /// What has to be known when it is used.
  public let note: String?
  /// Its files.
  public let files: [File]
  /// Results to compare with.
  public let figures: [Figure]

  /// The cards of all published suites.
  public static let all: [SuiteCard] = {
    do {
      let value = try JSONValue.parse(
        PackageResources.cards_json5, dialect: .json5, source: "cards.json5")
      return try value.array().map { (card) throws(JSONError) in try SuiteCard(card) }
    } catch {
      preconditionFailure("the cards that are compiled in are malformed: \(error)")
    }
  }()

  /// The card of a suite; `-` and `_` are the same.
  public static func named(_ name: String) -> SuiteCard? {
    all.first { folded($0.name) == folded(name) }
  }

  /// The card and file with this SHA-256.
  public static func file(digest: String) -> (card: SuiteCard, file: File)? {
    for card in all {
      if let file = card.files.first(where: { $0.digest == digest }) { return (card, file) }
    }
    return nil
  }

  /// Where a file of the suite lies below a folder of data: in a folder that is named like the
  /// suite, recognised by its content.
  ///
  /// - Parameters:
  ///   - split: the split; the first file of the card without it.
  ///   - data: the folder, such as `$STEPMARK_DATA`.
  public func path(split: String? = nil, below data: String) -> String? {
    guard let file = files.first(where: { split == nil || $0.split == split }) else { return nil }
    return path(of: file, below: data)
  }

  /// Where a file lies below a folder of data.
  public func path(of file: File, below data: String) -> String? {
    for folder in FolderListing.names(in: data).sorted()
    where folders.contains(where: { folded($0) == folded(folder) }) {
      let names = FolderListing.names(in: "\(data)/\(folder)").sorted()
      // Most files keep their name, so the likely ones are hashed first.
      let likely = names.filter { $0.hasPrefix(file.name) }
      for name in likely + names.filter({ !$0.hasPrefix(file.name) }) {
        let path = "\(data)/\(folder)/\(name)"
        if let content = try? FileContent(file: path), content.digest == file.digest { return path }
      }
    }
    return nil
  }
}

extension SuiteCard {
  private init(_ value: JSONValue) throws(JSONError) {
    try value.onlyKeys([
      "name", "format", "title", "paper", "licence", "folders", "note", "files", "figures",
    ])
    name = try value["name"].string()
    format = try value["format"].string()
    title = try value["title"].string()
    paper = try value["paper"].string()
    licence = try value["licence"].string()
    folders = try value.texts("folders")
    note = try value.optionalText("note")
    files = try value["files"].array().map { (file) throws(JSONError) in
      try file.onlyKeys([
        "split", "file", "rows", "repository", "commit", "path", "sha256", "assembled",
      ])
      return File(
        split: try file["split"].string(), name: try file["file"].string(),
        rows: try file["rows"].int(), repository: try file["repository"].string(),
        commit: try file["commit"].string(), path: try file["path"].string(),
        digest: try file["sha256"].string(), assembly: try file.optionalText("assembled"))
    }
    figures = try value["figures"].array().map { (figure) throws(JSONError) in
      Figure(
        what: try figure["what"].string(), value: try figure["value"].string(),
        source: try figure["source"].string())
    }
  }
}

private func folded(_ name: String) -> String {
  name.lowercased().filter { $0 != "-" && $0 != "_" }
}
