/// The names of functions, in LaTeX (without the backslash) and in plain text.
enum FunctionNames {
  static let spellings: [(names: String, function: Function)] = [
    ("sin", .sine), ("cos", .cosine), ("tan tg", .tangent),
    ("cot ctg", .cotangent), ("sec", .secant), ("csc cosec", .cosecant),
    ("arcsin asin", .arcSine), ("arccos acos", .arcCosine), ("arctan atan arctg", .arcTangent),
    ("arccot acot", .arcCotangent), ("arcsec asec", .arcSecant), ("arccsc acsc", .arcCosecant),
    ("sinh", .hyperbolicSine), ("cosh", .hyperbolicCosine), ("tanh", .hyperbolicTangent),
    ("coth", .hyperbolicCotangent), ("sech", .hyperbolicSecant), ("csch", .hyperbolicCosecant),
    ("arcsinh arsinh asinh", .areaSine), ("arccosh arcosh acosh", .areaCosine),
    ("arctanh artanh atanh", .areaTangent),
    ("exp", .exponential), ("ln", .naturalLogarithm),
    ("abs Abs", .absolute), ("norm", .norm), ("floor", .floor), ("ceil ceiling", .ceiling),
    ("sgn sign signum", .sign), ("factorial", .factorial), ("Gamma", .gamma),
    ("gcd GCD", .greatestCommonDivisor), ("lcm LCM", .leastCommonMultiple),
    ("min Min", .minimum), ("max Max", .maximum),
    ("conj conjugate", .conjugate), ("Re", .realPart), ("Im", .imaginaryPart),
    ("arg Arg", .argument),
    ("det", .determinant), ("tr Tr trace", .trace), ("rank rk", .rank),
    ("adj adjugate", .adjugate), ("transpose", .transpose),
    ("angle measuredangle", .angle),
    ("C", .binomial), ("P", .permutations),
  ]

  /// The names that plain text and `\operatorname` know.
  static let table = NameTable(
    spellings.dropLast(2).flatMap { line in
      line.names.split(separator: " ").map {
        (name: String($0), value: LaTeXCommand.function(line.function))
      }
    } + plain)

  private static let plain: [(name: String, value: LaTeXCommand)] = [
    ("sqrt", .token(.root)), ("cbrt", .token(.cubeRoot)), ("log", .token(.logarithm)),
    ("pi", .constant(.pi)), ("Pi", .constant(.pi)), ("infinity", .constant(.infinity)),
    ("inf", .constant(.infinity)), ("Infinity", .constant(.infinity)),
    ("infty", .constant(.infinity)), ("oo", .constant(.infinity)),
    ("zoo", .constant(.complexInfinity)),
    ("mod", .token(.modulo)), ("cis", .token(.functionName)), ("binomial", .function(.binomial)),
    ("binom", .function(.binomial)),
    ("lim", .token(.limit)), ("int", .token(.integral)), ("sum", .token(.sum)),
    ("alpha", .named(0)), ("beta", .named(1)), ("gamma", .named(2)), ("delta", .named(3)),
    ("theta", .named(7)), ("lambda", .named(10)), ("mu", .named(11)), ("phi", .named(19)),
    ("omega", .named(22)), ("sigma", .named(16)), ("rho", .named(15)),
  ]

  /// Functions that are recognised with their argument attached: `sinx`.
  static let attached: [(name: String, value: LaTeXCommand)] = [
    ("sqrt", .token(.root)), ("arcsin", .function(.arcSine)), ("arccos", .function(.arcCosine)),
    ("arctan", .function(.arcTangent)), ("sin", .function(.sine)), ("cos", .function(.cosine)),
    ("tan", .function(.tangent)), ("cot", .function(.cotangent)), ("sec", .function(.secant)),
    ("csc", .function(.cosecant)), ("log", .token(.logarithm)),
    ("ln", .function(.naturalLogarithm)),
  ]
}

/// Greek letters and other named symbols under their normalised names.
enum SymbolNames {
  static let names: [StaticString] = [
    "\\alpha", "\\beta", "\\gamma", "\\delta", "\\epsilon", "\\zeta", "\\eta", "\\theta", "\\iota",
    "\\kappa", "\\lambda", "\\mu", "\\nu", "\\xi", "\\omicron", "\\rho", "\\sigma", "\\tau",
    "\\upsilon", "\\phi", "\\chi", "\\psi", "\\omega", "\\Gamma", "\\Delta", "\\Theta", "\\Lambda",
    "\\Xi", "\\Pi", "\\Sigma", "\\Upsilon", "\\Phi", "\\Psi", "\\Omega", "\\hbar", "\\ell", "\\mho",
    "\\nabla", "\\aleph", "\\square", "\\star", "\\clubsuit", "\\diamondsuit", "\\heartsuit",
    "\\spadesuit", "\\odot", "\\dagger", "\\P",
  ]

  /// The commands of LaTeX for them, variants of a letter as the letter.
  static let spellings: [(name: String, value: LaTeXCommand)] =
    names.enumerated().map { index, name in
      (name: String(name.description.dropFirst()), value: .named(Int32(index)))
    } + [
      ("varepsilon", .named(4)), ("vartheta", .named(7)), ("varkappa", .named(9)),
      ("varrho", .named(15)), ("varsigma", .named(16)), ("varphi", .named(19)),
      ("varDelta", .named(24)), ("hslash", .named(34)), ("Box", .named(38)),
      ("blacksquare", .named(38)),
    ]

  /// The symbol of a Greek letter of Unicode.
  static func greek(_ scalar: UInt32) -> Int32? {
    switch scalar {
    case 0x3b1...0x3c1: Int32(scalar - 0x3b1) - (scalar >= 0x3c0 ? 1 : 0)
    case 0x3c2: 16
    case 0x3c3...0x3c9: Int32(scalar - 0x3c3) + 16
    case 0x393: 23
    case 0x394, 0x2206: 24
    case 0x398: 25
    case 0x39b: 26
    case 0x39e: 27
    case 0x3a0: 28
    case 0x3a3: 29
    case 0x3a6: 31
    case 0x3a8: 32
    case 0x3a9, 0x2126: 33
    case 0x3d1: 7
    case 0x3d5: 19
    // The open e too, which fonts draw as an epsilon.
    case 0x3f5, 0x190, 0x25b: 4
    case 0x210f: 34
    case 0x2113: 35
    default: nil
    }
  }
}
