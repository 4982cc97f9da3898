/// The environments of LaTeX that are read.
enum Environment: UInt8, Sendable {
  /// A matrix without brackets, or within ones that stand around it.
  case matrix
  case determinant, norm
  /// Columns of anything.
  case array
  case cases
  /// Lines of statements.
  case lines

  static let table = NameTable<Environment>(spellings: [
    ("matrix pmatrix bmatrix Bmatrix smallmatrix psmallmatrix bsmallmatrix", .matrix),
    ("vmatrix", .determinant), ("Vmatrix", .norm), ("array tabular", .array),
    ("cases dcases rcases", .cases),
    (
      "align align* aligned gather gather* gathered split equation equation* eqnarray eqnarray* "
        + "alignat multline multline* displaymath math center",
      .lines
    ),
  ])
}
