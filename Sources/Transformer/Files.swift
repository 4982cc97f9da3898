import Glibc

/// An open file, closed with the object.
final class OpenFile {
  let path: String
  private let descriptor: Int32

  /// Opens a file to read.
  init(reading path: String) throws(ModelError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missingFile(path: path) : .system(path)
    }
  }

  /// Makes a file, or empties it, to write.
  init(writing path: String) throws(ModelError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func size() throws(ModelError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path) }
    return Int(status.st_size)
  }

  /// Fills `target` from `offset` of the file.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(ModelError) {
    var done = 0
    while done < target.count {
      let count = pread(
        descriptor, target.baseAddress.map { $0 + done }, target.count - done, offset + done)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path) }
      guard count > 0 else {
        throw .inaccessible(path: path, reason: "ends before byte \(offset + target.count)")
      }
      done += count
    }
  }

  func read(at offset: Int, count: Int) throws(ModelError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBytes { target in
      Result { () throws(ModelError) in try read(at: offset, into: target) }
    }.get()
    return bytes
  }

  /// Reads from the start until the end or `limit`, whatever the size is said to be.
  func readSome(atMost limit: Int) throws(ModelError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var done = 0
    while done < limit {
      let count = bytes[done...].withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, done)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path) }
      if count == 0 { break }
      done += count
    }
    return Array(bytes[..<done])
  }

  func write(_ source: UnsafeRawBufferPointer) throws(ModelError) {
    var done = 0
    while done < source.count {
      let count = Glibc.write(
        descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(path) }
      done += count
    }
  }

  func write(_ bytes: [UInt8]) throws(ModelError) {
    try bytes.withUnsafeBytes { source in
      Result { () throws(ModelError) in try write(source) }
    }.get()
  }

  /// Returns when what was written would survive a power failure.
  func synchronize() throws(ModelError) {
    guard fsync(descriptor) == 0 else { throw .system(path) }
  }
}

extension ModelError {
  /// The system's last error, at a path.
  static func system(_ path: String) -> ModelError {
    .inaccessible(path: path, reason: String(cString: strerror(errno)))
  }
}

/// Whether something that can be read is at a path.
func fileExists(_ path: String) -> Bool { access(path, R_OK) == 0 }

/// The bytes that programs may still take without swapping, as Linux reckons them; `nil` elsewhere.
func availableMemory() -> Int? {
  // The system says that this file has no bytes: it makes them when it is read.
  guard let bytes = try? OpenFile(reading: "/proc/meminfo").readSome(atMost: 1 << 16) else {
    return nil
  }
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  where line.hasPrefix("MemAvailable:") {
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }
  return nil
}

/// The bytes of a whole file.
func readFile(_ path: String) throws(ModelError) -> [UInt8] {
  let file = try OpenFile(reading: path)
  return try file.read(at: 0, count: file.size())
}

/// Writes a file of a folder that nobody reads yet.
func writeFile(_ path: String, _ bytes: [UInt8]) throws(ModelError) {
  let file = try OpenFile(writing: path)
  try file.write(bytes)
  try file.synchronize()
}

/// Writes a file under another name, then puts it in place: readers see the old one or the new.
func replaceFile(
  _ path: String, _ write: (OpenFile) throws(ModelError) -> Void
) throws(ModelError) {
  let temporary = path + ".partial"
  do {
    let file = try OpenFile(writing: temporary)
    try write(file)
    try file.synchronize()
  } catch {
    unlink(temporary)
    throw error
  }
  guard rename(temporary, path) == 0 else { throw .system(path) }
  synchronizeFolder(of: path)
}

/// Fills a folder under another name, then puts it in place of whatever is at `path`.
///
/// What processes that were killed left behind is removed.
func replaceFolder(
  _ path: String, _ fill: (_ folder: String) throws(ModelError) -> Void
) throws(ModelError) {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  let temporary = "\(path).partial-\(getpid())"
  let old = "\(path).old-\(getpid())"
  try makeFolder(parent(of: path))
  removeStrays(of: path)
  removeFolder(temporary)
  guard mkdir(temporary, 0o755) == 0 else { throw .system(temporary) }
  do { try fill(temporary) } catch {
    removeFolder(temporary)
    throw error
  }
  synchronizeFolder(of: temporary + "/")
  // A folder that is not empty cannot be renamed over: the old one steps aside first.
  let existed = rename(path, old) == 0
  guard rename(temporary, path) == 0 else {
    let failure = ModelError.system(path)
    if existed { rename(old, path) }
    removeFolder(temporary)
    throw failure
  }
  synchronizeFolder(of: path)
  if existed { removeFolder(old) }
}

/// Removes the folders beside `path` that were made to replace it by processes that are gone.
private func removeStrays(of path: String) {
  let folder = parent(of: path)
  let name = path.split(separator: "/").last ?? ""
  for entry in names(in: folder) {
    for kind in [".partial-", ".old-"] where entry.hasPrefix(name + kind) {
      guard let process = pid_t(entry.dropFirst(name.utf8.count + kind.utf8.count)),
        process != getpid(), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      removeFolder(folder + "/" + entry)
    }
  }
}

private func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes a folder and those above it.
private func makeFolder(_ path: String) throws(ModelError) {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, parent(of: path) != path else { throw .system(path) }
  try makeFolder(parent(of: path))
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system(path) }
}

/// Removes a folder of files.
private func removeFolder(_ path: String) {
  for name in names(in: path) { unlink(path + "/" + name) }
  rmdir(path)
}

/// What lies in a folder; nothing where it cannot be read.
private func names(in path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// Makes a rename durable; a file system that cannot is no reason to fail.
private func synchronizeFolder(of path: String) {
  let descriptor = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}
