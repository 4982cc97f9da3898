import CCurl
import Corpus

/// Where a served model is: `http://HOST:PORT/v1#NAME`, with several addresses before the `#` for
/// servers that share the load.
public struct ServerAddress: Hashable, Sendable {
  /// What is wrong with an address.
  public struct Fault: Error, Hashable, Sendable {
    /// What is wrong; never repeats a password.
    public let reason: String
    /// The way out.
    public let advice: String
  }

  /// One base address each, without a slash at the end.
  public let urls: [String]
  /// The model's name, as the servers know it.
  public let name: String

  /// Whether a `--model` value is an address and not a folder.
  public static func isAddress(_ text: String) -> Bool { text.contains("://") }

  /// Reads an address.
  public init(_ text: String) throws(Fault) {
    guard let mark = text.firstIndex(of: "#"), text.index(after: mark) < text.endIndex else {
      throw Fault(
        reason: "the address names no model",
        advice: "--model http://HOST:PORT/v1#NAME; GET /v1/models lists the names")
    }
    name = String(text[text.index(after: mark)...])
    var urls: [String] = []
    for part in text[..<mark].split(separator: ",", omittingEmptySubsequences: false) {
      urls.append(try Self.checked(String(part)))
    }
    self.urls = urls
  }

  /// Whether an address is this machine's own, by its host.
  static func isLoopback(_ url: String) -> Bool {
    guard let host = part(CURLUPART_HOST, of: url) else { return false }
    return host == "localhost" || host.hasPrefix("127.") || host == "[::1]"
  }

  /// The host of an address.
  static func host(_ url: String) -> String { part(CURLUPART_HOST, of: url) ?? url }

  private static func checked(_ text: String) throws(Fault) -> String {
    let advice = "--model http://HOST:PORT/v1#NAME"
    guard let scheme = part(CURLUPART_SCHEME, of: text), part(CURLUPART_HOST, of: text) != nil
    else { throw Fault(reason: "one of the addresses is not a URL", advice: advice) }
    guard scheme == "http" || scheme == "https" else {
      throw Fault(reason: "\(scheme) is neither http nor https", advice: advice)
    }
    guard part(CURLUPART_USER, of: text) == nil, part(CURLUPART_PASSWORD, of: text) == nil,
      part(CURLUPART_QUERY, of: text) == nil
    else {
      throw Fault(
        reason: "an address with a user, a password or a query would be written to the store",
        advice: "put the key into STEPMARK_API_KEY, or name its variable with --api-key-env")
    }
    var url = text[...]
    while url.hasSuffix("/") { url.removeLast() }
    return String(url)
  }

  private static func part(_ part: CURLUPart, of url: String) -> String? {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK else { return nil }
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
