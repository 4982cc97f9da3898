/// What a LaTeX command is to the scanner.
enum LaTeXCommand: Sendable {
  /// A token of its own.
  case token(Token.Kind, UInt8 = 0)
  case named(Int32)
  /// White space.
  case space
  /// White space that sets statements apart.
  case wideSpace
  /// Nothing at all: `\displaystyle`, `\big`.
  case nothing
  /// `\left`, `\right`: a dot that follows is an invisible bracket.
  case left, right
  /// Its braces hold text.
  case text
  /// Its braces hold text or one symbol.
  case upright
  /// Its braces hold the name of a function.
  case operatorName
  /// Its braces hold the name of a set.
  case blackboard
  case begin, finish
  /// Negates the relation that follows.
  case not
  /// Its braces and what they hold are no part of the expression: `\phantom{0}`, `\hspace{1em}`.
  case invisible
  /// A number behind it names a character: `\char"3B5`.
  case character
}

extension LaTeXCommand {
  static func function(_ function: Function) -> LaTeXCommand {
    .token(.function, function.rawValue)
  }
  static func relation(_ relation: Relation) -> LaTeXCommand {
    .token(.relation, relation.rawValue)
  }
  static func constant(_ constant: Constant) -> LaTeXCommand {
    .token(.constant, constant.rawValue)
  }
  static func open(_ bracket: Bracket) -> LaTeXCommand { .token(.open, bracket.rawValue) }
  static func close(_ bracket: Bracket) -> LaTeXCommand { .token(.close, bracket.rawValue) }
  static func set(_ set: NumberSet) -> LaTeXCommand { .token(.numberSet, set.rawValue) }

  static let table = NameTable(
    (structure + brackets + operators + relations + functions).flatMap { line in
      line.names.split(separator: " ").map { (name: String($0), value: line.value) }
    } + SymbolNames.spellings)

  private static let structure: [(names: String, value: LaTeXCommand)] = [
    ("frac dfrac tfrac cfrac sfrac nicefrac", .token(.fraction)),
    ("sqrt", .token(.root)),
    ("binom dbinom tbinom", .token(.binomial)),
    ("choose", .token(.choose)), ("over", .token(.choose, 1)),
    ("sum", .token(.sum)), ("prod", .token(.product)),
    ("int", .token(.integral)), ("lim", .token(.limit)),
    ("partial", .token(.partial)),
    ("log lg", .token(.logarithm)),
    ("overline bar", .token(.overline)),
    ("hat widehat", .token(.hat)), ("dot", .token(.hat, 1)), ("ddot", .token(.hat, 2)),
    ("tilde widetilde", .token(.hat, 3)),
    ("vec overrightarrow mathbf boldsymbol bm pmb bold mathsf", .token(.bold)),
    (
      "boxed fbox framebox underline mathcal mathscr mathfrak displaylines ensuremath mathop",
      .token(.wrapper)
    ),
    ("overarc wideparen overparen", .token(.ray)),
    ("text mbox textbf textrm textit texttt textsf textnormal hbox emph textup", .text),
    ("mathrm rm mathit it mathtt mathnormal", .upright),
    ("operatorname DeclareMathOperator", .operatorName),
    ("mathbb Bbb mathds", .blackboard),
    ("begin", .begin), ("end", .finish), ("not", .not),
    ("phantom hphantom vphantom hspace vspace label tag hskip kern textcolor color", .invisible),
    ("char", .character),
    ("left mleft", .left), ("right mright", .right),
    (
      "middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm limits "
        + "nolimits displaystyle textstyle scriptstyle scriptscriptstyle hline strut "
        + "centering boldmath unboldmath bf normalsize large Large small protect relax "
        + "noindent allowbreak nonumber mathstrut",
      .nothing
    ),
    ("quad qquad", .wideSpace),
    ("space thinspace medspace thickspace enspace enskip negthinspace hfill", .space),
    ("negmedspace negthickspace newline par", .space),
    ("cr", .token(.newRow)),
  ]

  private static let brackets: [(names: String, value: LaTeXCommand)] = [
    ("lbrace", .open(.curly)), ("rbrace", .close(.curly)),
    ("lbrack", .open(.square)), ("rbrack", .close(.square)),
    ("lparen lgroup", .open(.parenthesis)), ("rparen rgroup", .close(.parenthesis)),
    ("lfloor llcorner", .open(.floor)), ("rfloor lrcorner", .close(.floor)),
    ("lceil ulcorner", .open(.ceiling)), ("rceil urcorner", .close(.ceiling)),
    ("langle", .open(.angle)), ("rangle", .close(.angle)),
    ("lvert", .open(.pipe)), ("rvert", .close(.pipe)),
    ("lVert", .open(.norm)), ("rVert", .close(.norm)),
    ("vert", .token(.pipe)), ("mid", .token(.pipe, 1)), ("Vert", .token(.doublePipe)),
  ]

  private static let operators: [(names: String, value: LaTeXCommand)] = [
    ("cdot cdotp bullet", .token(.dotTimes)), ("times", .token(.crossTimes)),
    ("ast star", .token(.times)),
    ("div", .token(.slash)),
    ("pm", .token(.plusMinus)), ("mp", .token(.minusPlus)),
    ("bmod mod", .token(.modulo)), ("pmod", .token(.parenthesizedModulo)),
    ("cup bigcup", .token(.union)), ("cap bigcap", .token(.intersection)),
    ("setminus smallsetminus backslash", .token(.difference)),
    ("ldots dots cdots dotsc dotsb dotsm dotso vdots ddots", .token(.dots)),
    ("circ degree", .token(.degree)), ("prime", .token(.prime)),
    ("neg lnot", .token(.negation)),
    ("land wedge", .token(.word, Word.and.rawValue)), ("lor vee", .token(.word, Word.or.rawValue)),
    ("forall exists", .token(.quantifier)),
    ("colon", .token(.colon)),
    ("triangle bigtriangleup", .token(.prescript)),
    ("pounds", .token(.currency, UInt8(letter: "L"))),
    ("cent cents textcent", .token(.currency, UInt8(letter: "c"))),
    ("euro", .token(.currency, UInt8(letter: "E"))),
    ("textdollar", .token(.currency, UInt8(letter: "$"))),
  ]

  private static let relations: [(names: String, value: LaTeXCommand)] = [
    ("le leq leqslant leqq", .relation(.lessOrEqual)),
    ("ge geq geqslant geqq", .relation(.greaterOrEqual)),
    ("lt", .relation(.less)), ("gt", .relation(.greater)), ("ne neq", .relation(.notEqual)),
    ("approx approxeq simeq thickapprox doteq", .relation(.approximately)),
    ("propto varpropto", .relation(.proportional)),
    ("cong", .relation(.congruent)), ("sim", .relation(.similar)),
    ("equiv", .relation(.identical)),
    ("in", .relation(.element)), ("notin", .relation(.notElement)),
    ("subset subsetneq", .relation(.subset)), ("subseteq", .relation(.subsetOrEqual)),
    ("supset supsetneq", .relation(.superset)), ("supseteq", .relation(.supersetOrEqual)),
    ("parallel", .relation(.parallel)), ("perp bot", .relation(.perpendicular)),
    ("implies Rightarrow Longrightarrow", .relation(.implies)),
    ("iff Leftrightarrow Longleftrightarrow", .relation(.equivalent)),
    ("to rightarrow longrightarrow mapsto longmapsto", .relation(.maps)),
    ("coloneq coloneqq", .relation(.defined)),
  ]

  private static let functions: [(names: String, value: LaTeXCommand)] =
    FunctionNames.spellings.map { ($0.names, .function($0.function)) } + [
      ("pi", .constant(.pi)), ("infty", .constant(.infinity)),
      ("exponentialE", .constant(.e)),
      ("imaginaryI imaginaryunit imath", .constant(.imaginaryUnit)),
      ("emptyset varnothing O", .token(.emptySet)),
      ("R reals Reals", .set(.reals)), ("N naturals", .set(.naturals)), ("Z", .set(.integers)),
      ("Q", .set(.rationals)), ("C Complex", .set(.complexes)),
    ]
}
