import Glibc

func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(ExportError) {
  guard access(path, F_OK) != 0 else { return }
  if path.contains("/") { try makeFolder(parent(of: path)) }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
  }
}

/// All bytes of a small file.
func readBytes(_ path: String) throws(ExportError) -> [UInt8] {
  guard let handle = fopen(path, "r") else {
    throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
  }
  defer { fclose(handle) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, handle)
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}
