import Glibc

/// Keeps a second process from writing to the same store.
///
/// The lock is the kernel's (`flock` on a file beside the store), so a process that is killed
/// leaves none behind. The file holds the process id of its owner, for the message that a second
/// writer gets. Two writers would not damage the store, but each would pay for the same replies.
final class WriterLock: Sendable {
  private let descriptor: Int32

  init(store path: String) throws(DatabaseError) {
    let file = path + "-lock"
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      switch errno {
      case EROFS, EACCES, EPERM: throw .readOnly(path: path)
      case ENOSPC: throw .full(path: path)
      default: throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
      }
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var buffer = [UInt8](repeating: 0, count: 32)
      let count = read(descriptor, &buffer, buffer.count)
      close(descriptor)
      let holder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      throw .busy(path: path, holder: holder.isEmpty ? "process unknown" : "process \(holder)")
    }
    let mine = String(getpid())
    ftruncate(descriptor, 0)
    _ = mine.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { close(descriptor) }
}
