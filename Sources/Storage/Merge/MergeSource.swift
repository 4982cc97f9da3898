import Corpus
import Glibc

/// A store that is to be united with others: what it says of itself.
public struct MergeSource: Sendable {
  /// A run that the store keeps.
  public struct Run: Hashable, Sendable {
    /// The stage.
    public let stage: String
    /// What was asked for, as a JSON object.
    public let recipe: String
    /// Whether it did all its work.
    public let isFinished: Bool
    /// Whether an error ended it.
    public let isFailed: Bool
    /// Who made the replies that it paid for, by name and key; `nil` where it paid for none.
    public let model: ModelIdentity?
  }

  /// What a served model answered to the fixed prompts.
  public struct Probes: Hashable, Sendable {
    /// The model.
    public let model: ModelIdentity
    /// How it was asked.
    public let endpoint: String
    /// The replies, version by version.
    public let versions: [[StoredProbe]]
  }

  /// The file.
  public let path: String
  /// The runs, oldest first.
  public let runs: [Run]
  /// The served models' replies.
  public let probes: [Probes]
  /// A text that differs between stores with different facts; orders stores whatever their names.
  let fingerprint: String
  /// The rows of the large tables, about.
  let size: Int
  /// Whether nobody can write where the file is.
  let isFrozen: Bool
  /// The keys of the small tables' rows, in the order in which they were made.
  let listed: [String: [ListedKey]]

  struct ListedKey: Hashable, Sendable {
    let id: Int64
    let key: String
    let order: String
  }

  /// Reads what a store says of itself.
  ///
  /// - Throws: `MergeError` for a file that is no store, that another version made, or that cannot
  ///   be read where it lies.
  public init(path: String) throws(MergeError) {
    self.path = path
    try MergeError.storing { () throws(DatabaseError) in
      guard access(path, F_OK) == 0 else { throw .missing(path: path) }
      try Store.checkHeader(path)
    }
    // A copy that was closed can be read anywhere, on a network file system too.
    let isRemote = networkFileSystem(at: Store.folder(of: path)) != nil
    isFrozen = isRemote || Store.isFrozen(path)
    if isFrozen, fileSize(path + "-wal") > 0 { throw .unclosedLog(path: path) }
    let isFrozen = isFrozen
    let connection = try MergeError.storing { () throws(DatabaseError) in
      try Connection(path: path, readOnly: true, frozen: isFrozen)
    }
    try Self.checkVersions(connection)
    (runs, probes) = try MergeError.storing { () throws(DatabaseError) in
      (try Self.runs(connection), try Self.probes(connection))
    }
    (fingerprint, size) = try MergeError.storing { () throws(DatabaseError) in
      try Self.extent(connection)
    }
    listed = try MergeError.storing { () throws(DatabaseError) in try Self.listed(connection) }
  }

  private static func checkVersions(_ connection: Connection) throws(MergeError) {
    let (application, schema) = try MergeError.storing { () throws(DatabaseError) in
      (
        try connection.first("PRAGMA application_id") { $0.int(0) } ?? 0,
        try connection.first("PRAGMA user_version") { $0.int(0) } ?? 0
      )
    }
    guard application == FactSchema.applicationID else {
      throw .store(.foreign(path: connection.path))
    }
    guard schema == FactSchema.version else {
      throw .otherSchema(path: connection.path, found: schema, known: FactSchema.version)
    }
    let derived = try MergeError.storing { () throws(DatabaseError) in
      try connection.first("SELECT max(version) FROM derived") { $0.int(0) } ?? 0
    }
    guard derived == DerivedSchema.version else {
      throw .otherDerivation(path: connection.path, found: derived, known: DerivedSchema.version)
    }
  }

  private static func runs(_ connection: Connection) throws(DatabaseError) -> [Run] {
    try connection.rows(
      """
      SELECT r.stage, r.recipe, r.status, m.name, m.kind, m.key FROM run r
        LEFT JOIN model m ON m.id = (SELECT model_id FROM completion WHERE run_id = r.id LIMIT 1)
      ORDER BY r.id
      """
    ) { (row) throws(DatabaseError) in
      Run(
        stage: row.text(0), recipe: row.text(1), isFinished: row.text(2) == "finished",
        isFailed: row.text(2) == "failed",
        model: row.isNull(5)
          ? nil
          : ModelIdentity(
            name: row.text(3), kind: ModelIdentity.Kind(rawValue: row.text(4)) ?? .published,
            key: try row.key(5)))
    }
  }

  private static func probes(_ connection: Connection) throws(DatabaseError) -> [Probes] {
    let asked = try connection.rows(
      """
      SELECT DISTINCT m.name, m.kind, m.key, p.endpoint FROM probe p JOIN model m ON m.id = p.model_id
      ORDER BY m.key, p.endpoint
      """
    ) { (row) throws(DatabaseError) in
      (
        ModelIdentity(
          name: row.text(0), kind: ModelIdentity.Kind(rawValue: row.text(1)) ?? .server,
          key: try row.key(2)), row.text(3)
      )
    }
    let store = StoreTransaction(connection, fault: nil)
    var probes: [Probes] = []
    for (model, endpoint) in asked {
      guard let known = Template.Endpoint(rawValue: endpoint) else { continue }
      probes.append(
        Probes(
          model: model, endpoint: endpoint, versions: try store.probes(of: model, endpoint: known)))
    }
    return probes
  }

  /// First and last keys and numbers of rows: two stores that agree in them are copies, or nearly.
  private static func extent(
    _ connection: Connection
  ) throws(DatabaseError) -> (fingerprint: String, size: Int) {
    var fingerprint = ""
    for table in ["problem", "completion", "prefix", "outcome", "audit_answer"] {
      fingerprint +=
        try connection.first("SELECT hex(min(key)) || hex(max(key)) FROM \(table)") {
          $0.text(0)
        } ?? ""
    }
    var size = 0
    for table in MergedTable.all {
      size += try connection.first("SELECT max(id) FROM \(table.name)") { $0.int(0) } ?? 0
    }
    return (fingerprint + "\(size)", size)
  }

  private static func listed(
    _ connection: Connection
  ) throws(DatabaseError) -> [String: [ListedKey]] {
    var listed: [String: [ListedKey]] = [:]
    for table in ListedTable.all {
      listed[table.name] = try table.keys(connection)
    }
    return listed
  }
}

extension ListedTable {
  /// The table's rows in the order in which they were made.
  func keys(_ connection: Connection) throws(DatabaseError) -> [MergeSource.ListedKey] {
    try connection.rows(
      "SELECT s.id, hex(\(key)), \(order) FROM \(name) s ORDER BY s.id"
    ) { MergeSource.ListedKey(id: $0.int64(0), key: $0.text(1), order: $0.text(2)) }
  }
}

extension MergeError {
  /// Passes a database's complaint on.
  static func storing<Result>(
    _ body: () throws(DatabaseError) -> Result
  ) throws(MergeError) -> Result {
    do throws(DatabaseError) {
      return try body()
    } catch {
      throw .store(error)
    }
  }
}

/// The bytes of a file; 0 where there is none.
func fileSize(_ path: String) -> Int {
  var information = stat()
  return stat(path, &information) == 0 ? Int(information.st_size) : 0
}
