import Glibc
import Testing

/// The published benchmark files, where they lie beside the checkout.
///
/// Tests that need them are skipped elsewhere: `@Test(.enabled(if: SharedData.isPresent,
/// SharedData.absence))`.
public enum SharedData {
  /// Whether the files are there.
  public static let isPresent = access(path("README.md"), R_OK) == 0

  /// Why a test is skipped.
  public static let absence: Comment = "the benchmark files are not at ../shared/data"

  /// The path of a file below the folder.
  public static func path(_ name: String) -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return (root.dropLast() + ["shared", "data", name[...]]).joined(separator: "/")
  }
}
