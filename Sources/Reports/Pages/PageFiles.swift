import Curation

/// Writes a page as the files that people open.
public enum PageFiles {
  /// Writes the page as HTML to `path` and as Markdown beside it.
  ///
  /// - Parameter path: the HTML file's path; its Markdown twin ends with `.md` instead.
  /// - Returns: both paths.
  @discardableResult
  public static func write(_ page: Page, to path: String) throws(ExportError) -> [String] {
    let stem = path.hasSuffix(".html") ? String(path.dropLast(5)) : path
    try writeAtomically(HTMLRenderer().render(page), to: stem + ".html")
    try writeAtomically(MarkdownRenderer().render(page), to: stem + ".md")
    return [stem + ".html", stem + ".md"]
  }
}
