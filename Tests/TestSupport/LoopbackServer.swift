import Glibc
import Synchronization

/// A request as it came over the socket.
public struct LoopbackRequest: Sendable {
  /// The method, for example `POST`.
  public let method: String
  /// The path with everything after it.
  public let path: String
  /// The header lines, names in lower case.
  public let headers: [String: String]
  /// The body.
  public let body: String
}

/// What a server does to a connection that asked something.
public enum LoopbackAction: Sendable {
  /// Sends these bytes.
  case send([UInt8])
  /// Sends so many bytes of `a`, or what the other side takes of them.
  case flood(Int)
  /// Sends a byte every few milliseconds until the other side leaves.
  case drip
  /// Says nothing until the other side leaves.
  case stall
  /// Closes the connection at once, so that the other side sees a reset.
  case reset

  /// A whole reply.
  public static func reply(
    _ status: Int, _ body: String, headers: [String] = ["Content-Type: application/json"]
  ) -> LoopbackAction {
    let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.utf8.count)"] + headers
    return .send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
  }
}

/// An HTTP/1.1 server on this machine's loopback address that does what a test tells it to: also
/// what no server should.
///
/// One thread for each connection; gone with the object.
public final class LoopbackServer: Sendable {
  /// Decides what happens to a request.
  public typealias Handler = @Sendable (LoopbackRequest) -> [LoopbackAction]

  /// The port that it listens on.
  public let port: Int
  private let listener: Int32
  private let traffic: Traffic

  /// What the threads share with the server.
  private final class Traffic: Sendable {
    let handler: Handler
    let sent = Atomic<Int>(0)
    let descriptors = Mutex<(isClosed: Bool, open: Set<Int32>)>((false, []))

    init(_ handler: @escaping Handler) { self.handler = handler }
  }

  /// Bytes that were sent so far.
  public var bytesSent: Int { traffic.sent.load(ordering: .relaxed) }

  /// The base address.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// Starts to listen on a port that is free.
  public init(_ handler: @escaping Handler) {
    let traffic = Traffic(handler)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    precondition(descriptor >= 0, "no socket")
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, size) == 0 && listen(descriptor, 256) == 0
          && getsockname(descriptor, pointer, &size) == 0
      }
    }
    precondition(bound, "no port: \(String(cString: strerror(errno)))")
    port = Int(UInt16(bigEndian: address.sin_port))
    listener = descriptor
    self.traffic = traffic
    Self.thread {
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        let isClosed = traffic.descriptors.withLock { state in
          if !state.isClosed { state.open.insert(connection) }
          return state.isClosed
        }
        if isClosed {
          close(connection)
          return
        }
        Self.thread { Self.serve(connection, traffic) }
      }
    }
  }

  deinit {
    traffic.descriptors.withLock { state in
      state.isClosed = true
      for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func serve(_ connection: Int32, _ traffic: Traffic) {
    var buffer: [UInt8] = []
    serving: while let request = read(connection, &buffer) {
      for action in traffic.handler(request) {
        guard perform(action, connection, traffic) else { break serving }
      }
    }
    traffic.descriptors.withLock { _ = $0.open.remove(connection) }
    close(connection)
  }

  /// Does one thing; `false` when the connection is at its end.
  private static func perform(
    _ action: LoopbackAction, _ connection: Int32, _ traffic: Traffic
  ) -> Bool {
    switch action {
    case .send(let bytes): return send(bytes, connection, traffic)
    case .flood(let count):
      let block = Array(repeating: UInt8(ascii: "a"), count: 1 << 16)
      var left = count
      while left > 0 {
        guard send(Array(block.prefix(left)), connection, traffic) else { return false }
        left -= block.count
      }
      return true
    case .drip:
      while send([UInt8(ascii: " ")], connection, traffic) { usleep(20_000) }
      return false
    case .stall:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    }
  }

  private static func send(_ bytes: [UInt8], _ connection: Int32, _ traffic: Traffic) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      traffic.sent.add(count, ordering: .relaxed)
      start += count
    }
    return true
  }

  private static func read(_ connection: Int32, _ buffer: inout [UInt8]) -> LoopbackRequest? {
    let mark = Array("\r\n\r\n".utf8)
    var head: Int?
    while head == nil {
      if buffer.count >= 4 {
        head = (0...(buffer.count - 4)).first { buffer[$0..<($0 + 4)].elementsEqual(mark) }
      }
      if head == nil, !receive(connection, &buffer) { return nil }
    }
    guard let head else { return nil }
    let lines = String(decoding: buffer[..<head], as: UTF8.self)
      .split(separator: "\r\n").map(String.init)
    let words = (lines.first ?? "").split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
      }
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < head + 4 + length {
      if !receive(connection, &buffer) { return nil }
    }
    let body = String(decoding: buffer[(head + 4)..<(head + 4 + length)], as: UTF8.self)
    buffer.removeFirst(head + 4 + length)
    return LoopbackRequest(method: words[0], path: words[1], headers: headers, body: body)
  }

  private static func receive(_ connection: Int32, _ buffer: inout [UInt8]) -> Bool {
    var block = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(connection, &block, block.count, 0)
    guard count > 0 else { return false }
    buffer += block[..<count]
    return true
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func thread(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(Body(run)).toOpaque())
    precondition(code == 0, "no thread")
    pthread_detach(thread)
  }
}
