import CCurl
import Terminal

/// Why a download failed.
struct DownloadError: Error {
  let reason: String
}

/// Fetches whole files over HTTP, HTTPS or from the disk (`file://`).
enum Download {
  private final class Buffer {
    var bytes: [UInt8] = []
    let limit: Int
    init(limit: Int) { self.limit = limit }
  }

  /// The bytes at an address.
  ///
  /// - Parameters:
  ///   - address: a URL.
  ///   - limit: the most bytes.
  static func bytes(from address: String, limit: Int = 1 << 30) throws(DownloadError) -> [UInt8] {
    guard let handle = curl_easy_init() else { throw DownloadError(reason: "libcurl cannot start") }
    defer { curl_easy_cleanup(handle) }
    let buffer = Buffer(limit: limit)
    ccurl_set_string(handle, CURLOPT_URL, address)
    ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https,file")
    ccurl_set_string(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    ccurl_set_string(handle, CURLOPT_USERAGENT, "stepmark/" + Tool.version)
    for (option, value) in [
      (CURLOPT_FOLLOWLOCATION, 1), (CURLOPT_MAXREDIRS, 5), (CURLOPT_FAILONERROR, 1),
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECTTIMEOUT, 20),
      // Less than a byte a second for a minute is no download.
      (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, 60),
    ] {
      ccurl_set_long(handle, option, value)
    }
    ccurl_set_receive(handle, CURLOPT_WRITEFUNCTION) { data, size, count, target in
      guard let data, let target else { return 0 }
      let buffer = Unmanaged<Buffer>.fromOpaque(target).takeUnretainedValue()
      let length = size * count
      guard buffer.bytes.count + length <= buffer.limit else { return 0 }
      buffer.bytes += UnsafeRawBufferPointer(start: data, count: length)
      return length
    }
    let status = withExtendedLifetime(buffer) {
      ccurl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(buffer).toOpaque())
      return curl_easy_perform(handle)
    }
    guard status == CURLE_OK else {
      var code = 0
      ccurl_info_long(handle, CURLINFO_RESPONSE_CODE, &code)
      let text = String(cString: curl_easy_strerror(status))
      throw DownloadError(reason: code >= 400 ? "the server answers \(code)" : text)
    }
    return buffer.bytes
  }
}
