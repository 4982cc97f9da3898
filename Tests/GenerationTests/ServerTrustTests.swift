import Corpus
import Generation
import Glibc
import Storage
import TestSupport
import Testing

@Suite("TLS")
struct ServerTrustTests {
  /// Runs a program to its end, or leaves it running.
  private func start(_ words: [String], in folder: TemporaryFolder) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for descriptor in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, folder.file("openssl.log"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    try #require(posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0)
    return child
  }

  private static let hasOpenSSL =
    access("/usr/bin/openssl", X_OK) == 0 || access("/usr/local/bin/openssl", X_OK) == 0

  @Test(
    "A certificate that nobody trusts stops the run; one that the user trusts does not",
    .enabled(if: hasOpenSSL, "there is no openssl to make a certificate with"))
  func selfSigned() async throws {
    let folder = TemporaryFolder()
    let (key, certificate) = (folder.file("key.pem"), folder.file("certificate.pem"))
    let making = try start(
      [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
        "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
        certificate,
      ], in: folder)
    var status: Int32 = 0
    while waitpid(making, &status, 0) < 0, errno == EINTR {}
    try #require(status == 0)
    // A port that was free a moment ago.
    let port = LoopbackServer { _ in [.reset] }.port
    let serving = try start(
      [
        "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate,
        "-www", "-quiet",
      ], in: folder)
    defer {
      kill(serving, SIGKILL)
      waitpid(serving, &status, 0)
    }
    let address = try ServerAddress("https://127.0.0.1:\(port)/v1#m")
    func outcome(_ certificates: String?) async throws -> String {
      var settings = ServerTest.settings {
        // Until the server listens.
        $0.backoff = 0.05
        $0.longestBackoff = 0.2
        $0.connectionTries = 100
        $0.timeout = 1
        $0.tries = 2
      }
      settings.certificates = certificates
      let store = try Store(path: ":memory:", access: .write)
      do {
        let progress = try await ServerTest.drive(
          [ServerTest.task("p", count: 1)], HTTPGenerator(address, settings: settings), store)
        let events = try await ServerTest.table(store, "SELECT detail FROM event")
        return "\(progress.failed) \(events)"
      } catch GenerationError.server(_, let reason, let advice) {
        return "\(reason); \(advice)"
      }
    }
    let untrusted = try await outcome(nil)
    #expect(untrusted.contains("--ca-file"))
    // openssl's page is no completion, but now it is read.
    let trusted = try await outcome(certificate)
    #expect(!trusted.contains("--ca-file") && trusted.contains("1 "), "\(trusted)")
  }
}
