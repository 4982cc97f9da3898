import CCurl
import Corpus
import Glibc

/// Why there is no reply at all.
struct TransportFault: Error, Hashable {
  enum Kind: Hashable {
    /// No connection came about.
    case connection
    /// The connection broke, or the time was over.
    case transfer
    /// The reply was longer than allowed.
    case tooLong
    /// The server is not who it should be, or encryption cannot be agreed on.
    case trust
  }

  let kind: Kind
  let reason: String
}

/// A reply as it came over the wire.
struct HTTPReply {
  var status = 0
  var body: [UInt8] = []
  /// What the server asks for, in seconds; 0 when it does not ask.
  var retryAfter = 0.0
  /// Where the server would send us; it is never followed.
  var redirect: String?
}

/// HTTP exchanges with a few servers, all at once, on the thread that made it.
///
/// libcurl's multi interface: connections are kept and reused, HTTP/2 is spoken where a server
/// offers it over TLS, certificates are verified, redirects are not followed.
final class HTTPTransport {
  /// One exchange; the write callback fills it in.
  private final class Exchange {
    let handle: OpaqueHandle
    var id = 0
    var reply = HTTPReply()
    var limit = 0
    var isTooLong = false
    /// The server and path that the handle is set to.
    var target = ""

    init(_ handle: OpaqueHandle) { self.handle = handle }
  }

  private typealias OpaqueHandle = UnsafeMutableRawPointer

  private let multi: UnsafeMutableRawPointer
  private let servers: [(url: String, headers: UnsafeMutablePointer<curl_slist>?)]
  private let settings: ServerSettings
  private var idle: [Exchange] = []
  private var busy: [OpaqueHandle: Exchange] = [:]
  /// How many exchanges are under way.
  var count: Int { busy.count }

  private static let isReady: Bool = ccurl_global_init() == CURLE_OK

  /// - Parameter urls: the servers' base addresses, in the order of the settings' keys.
  init(urls: [String], settings: ServerSettings) throws(GenerationError) {
    guard Self.isReady, let multi = curl_multi_init() else {
      throw .unusable("libcurl cannot be used")
    }
    self.multi = multi
    self.settings = settings
    servers = urls.enumerated().map { index, url in
      var headers = curl_slist_append(nil, "Content-Type: application/json")
      // Without this a longer prompt waits for a "100 Continue" that some servers never send.
      headers = curl_slist_append(headers, "Expect:")
      if index < settings.keys.count, let key = settings.keys[index] {
        headers = curl_slist_append(headers, "Authorization: Bearer \(key.secret)")
      }
      return (url, headers)
    }
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.concurrency * urls.count + 4)
  }

  deinit {
    for exchange in busy.values {
      curl_multi_remove_handle(multi, exchange.handle)
      curl_easy_cleanup(exchange.handle)
    }
    for exchange in idle { curl_easy_cleanup(exchange.handle) }
    curl_multi_cleanup(multi)
    for server in servers { curl_slist_free_all(server.headers) }
  }

  /// Starts an exchange.
  ///
  /// - Parameters:
  ///   - id: what the result is told by.
  ///   - server: which of the servers.
  ///   - path: what follows its base address, with a slash in front.
  ///   - body: what is posted; `nil` to get.
  ///   - faults: how often it has failed already.
  func start(
    _ id: Int, server: Int, path: String, body: [UInt8]?, faults: Int = 0
  ) throws(GenerationError) {
    let exchange: Exchange
    if let rested = idle.popLast() { exchange = rested } else { exchange = try newExchange() }
    exchange.id = id
    exchange.reply = HTTPReply()
    exchange.limit = settings.bodyLimit
    exchange.isTooLong = false
    _ = ccurl_set_long(
      exchange.handle, CURLOPT_TIMEOUT_MS, Int(settings.timeout(afterFaults: faults) * 1000))
    let target = servers[server].url + path
    if exchange.target != target {
      exchange.target = target
      _ = ccurl_set_string(exchange.handle, CURLOPT_URL, target)
      _ = ccurl_set_list(exchange.handle, CURLOPT_HTTPHEADER, servers[server].headers)
      // This machine's own servers are not behind a proxy.
      _ = ccurl_set_string(
        exchange.handle, CURLOPT_NOPROXY, ServerAddress.isLoopback(target) ? "*" : nil)
    }
    if let body {
      _ = ccurl_set_offset(exchange.handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      body.withUnsafeBytes { bytes in
        _ = ccurl_set_pointer(
          exchange.handle, CURLOPT_COPYPOSTFIELDS,
          UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      }
    } else {
      _ = ccurl_set_long(exchange.handle, CURLOPT_HTTPGET, 1)
    }
    busy[exchange.handle] = exchange
    curl_multi_add_handle(multi, exchange.handle)
  }

  /// Moves everything on as far as it goes and hands over what has ended.
  ///
  /// - Parameter end: takes what has ended and says whether the reply was sound. The connection of
  ///   one that was not is closed: what comes next on it may belong to the last call.
  func advance(_ end: (Int, Result<HTTPReply, TransportFault>) -> Bool) {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let exchange = busy.removeValue(forKey: handle)
      else { continue }
      let code = message.pointee.data.result
      let result = result(of: exchange, code)
      exchange.reply = HTTPReply()
      if !end(exchange.id, result) { closeConnection(of: handle) }
      curl_multi_remove_handle(multi, handle)
      idle.append(exchange)
    }
  }

  /// Sleeps until something can move on, a doorbell rings or the time is over.
  ///
  /// - Parameter seconds: the longest sleep.
  func wait(seconds: Double, doorbell: Doorbell) {
    var other = curl_waitfd(fd: doorbell.descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    let milliseconds = Int32(max(0, min(seconds * 1000, 60_000)).rounded(.up))
    curl_multi_poll(multi, &other, 1, milliseconds, nil)
    if other.revents != 0 { doorbell.clear() }
  }

  private func closeConnection(of handle: OpaqueHandle) {
    var (version, descriptor) = (0, curl_socket_t(-1))
    _ = ccurl_info_long(handle, CURLINFO_HTTP_VERSION, &version)
    // In HTTP/2 replies name their calls.
    guard version <= Int(CURL_HTTP_VERSION_1_1),
      ccurl_info_socket(handle, CURLINFO_ACTIVESOCKET, &descriptor) == CURLE_OK, descriptor >= 0
    else { return }
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func newExchange() throws(GenerationError) -> Exchange {
    guard let handle = curl_easy_init() else { throw .unusable("libcurl is out of memory") }
    let exchange = Exchange(handle)
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    _ = ccurl_set_receive(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
      guard exchange.reply.body.count + size * count <= exchange.limit else {
        exchange.isTooLong = true
        return 0
      }
      exchange.reply.body.append(
        contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    _ = ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    _ = ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // Calls to a server that may speak HTTP/2 share its connection instead of opening more.
    _ = ccurl_set_long(handle, CURLOPT_PIPEWAIT, 1)
    _ = ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    _ = ccurl_set_long(handle, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    _ = ccurl_set_string(handle, CURLOPT_USERAGENT, "StepMark")
    _ = ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout * 1000))
    _ = ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(settings.bodyLimit))
    if let file = settings.certificates { _ = ccurl_set_string(handle, CURLOPT_CAINFO, file) }
    return exchange
  }

  private func result(
    of exchange: Exchange, _ code: CURLcode
  ) -> Result<HTTPReply, TransportFault> {
    guard code == CURLE_OK else {
      return .failure(fault(of: exchange, code))
    }
    var (status, wait) = (0, curl_off_t(0))
    var address: UnsafePointer<CChar>?
    _ = ccurl_info_long(exchange.handle, CURLINFO_RESPONSE_CODE, &status)
    exchange.reply.status = status
    if status != 200 {
      _ = ccurl_info_offset(exchange.handle, CURLINFO_RETRY_AFTER, &wait)
      _ = ccurl_info_string(exchange.handle, CURLINFO_REDIRECT_URL, &address)
      exchange.reply.retryAfter = Double(wait)
      exchange.reply.redirect = address.map { String(cString: $0) }
    }
    return .success(exchange.reply)
  }

  private func fault(of exchange: Exchange, _ code: CURLcode) -> TransportFault {
    let message = String(cString: curl_easy_strerror(code))
    if exchange.isTooLong || code == CURLE_FILESIZE_EXCEEDED {
      return TransportFault(
        kind: .tooLong, reason: "the reply is longer than \(settings.bodyLimit) bytes")
    }
    switch code {
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return TransportFault(kind: .connection, reason: message)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CONNECT_ERROR:
      return TransportFault(kind: .trust, reason: message)
    case CURLE_OPERATION_TIMEDOUT:
      var connected = curl_off_t(0)
      _ = ccurl_info_offset(exchange.handle, CURLINFO_PRETRANSFER_TIME_T, &connected)
      return TransportFault(kind: connected == 0 ? .connection : .transfer, reason: message)
    default: return TransportFault(kind: .transfer, reason: message)
    }
  }
}
