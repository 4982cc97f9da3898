/// What a node of an expression is.
///
/// A node has children (`ExpressionTree.children(of:)`), a detail (`Node.detail`, an enumeration of
/// its own) and a text (`ExpressionTree.text(of:)`) as its case says.
public enum Operation: UInt8, Sendable, CaseIterable {
  // MARK: Numbers

  /// A whole number that is not negative and fits 63 bits: `Node.value`.
  case integer
  /// A whole number that is not negative and has more digits: text = its digits.
  case bigInteger
  /// A decimal as it was written: text = its digits without the point, `scale` = how many of them
  /// follow the point.
  case decimal
  /// A repeating decimal: text and `scale` as for `decimal`, `period` = how many of the last digits
  /// repeat, at least 1.
  case repeating
  /// A named constant: detail = `Constant`.
  case constant
  /// A number written in a base: text = its digits (`0…9A…Z`, possibly with one `.`), `base` =
  /// 2…36.
  case based

  // MARK: Names and words

  /// A variable with its subscript and primes: text = its normalised name (`x`, `a_1`, `\alpha`,
  /// `x_{ij}`, `a'`).
  case symbol
  /// Words: text = the words in their own case, one space between them.
  case words
  /// The letter of a choice: text = one letter `A…Z`.
  case choice
  /// True or false (yes and no too): `Node.value` is 1 or 0.
  case boolean
  /// There is no answer, and that is the answer ("None", "no solution", "does not exist").
  case none
  /// A time of day or a duration: `Node.value` = seconds, detail = `Clock`.
  case time
  /// A date: `Node.value` = year × 10,000 + month × 100 + day, 0 for a part that is not said.
  case date

  // MARK: Arithmetic

  /// The sum of the children, at least 2.
  case add
  /// The product of the children, at least 2.
  case multiply
  /// The child with the other sign.
  case negate
  /// The first child divided by the second. A mixed number is a sum.
  case divide
  /// The first child to the power of the second.
  case power
  /// The root of the first child, of the degree that the second child says.
  case root
  /// One child: plus or minus it; two: the first plus or minus the second. Detail = `SignOrder`.
  case plusMinus
  /// The child divided by 100.
  case percent
  /// The child in degrees of arc.
  case degrees
  /// The first child in a unit: text = the unit as normalised by `UnitLexicon` (`cm^2`, `$`, `mph`).
  case quantity
  /// A ratio of the children, at least 2: `3:4`.
  case ratio

  // MARK: Functions

  /// A named function of the children: detail = `Function`.
  case function
  /// A function that only has a name: text = the name, children = its arguments.
  case application

  // MARK: Calculus

  /// Children: body, variable, lower and upper limit.
  case sum
  /// Children: body, variable, lower and upper limit.
  case product
  /// Children: body, variable, and possibly lower and upper limit.
  case integral
  /// Children: body, variable, point. Detail = `LimitSide`.
  case limit
  /// The derivative of the first child by the others (as often as they are named).
  case derivative

  // MARK: Statements

  /// The first child related to the second: detail = `Relation`.
  case relation
  /// All children are true. A chain `a < b < c` is `and(a < b, b < c)`.
  case and
  /// At least one child is true.
  case or
  /// The child is false.
  case not

  // MARK: Collections

  /// Children side by side without brackets: `1, 2` or `1 and 2`; their order does not count.
  /// Detail = `ListStyle`; for `perhapsDecimal`, `Node.value` = how many digits follow the comma.
  case list
  /// Children in order within parentheses or angle brackets; detail = `TupleStyle`. What is written
  /// `(a,b)` is a tuple, whatever it means: comparing decides whether it is an open interval.
  case tuple
  /// Children within braces.
  case set
  /// From the first to the second child: detail = `IntervalEnds`. `[a,b]`, `[a,b)`, `(a,b]`, and
  /// `(a,b)` where one end is infinite.
  case interval
  /// The union of the children.
  case union
  /// The intersection of the children.
  case intersection
  /// The first child without the second.
  case difference
  /// All values of the first child that make the second true.
  case setBuilder
  /// A set of numbers: detail = `NumberSet`.
  case numberSet
  /// The set without elements.
  case emptySet
  /// A matrix or column vector: children row by row, `rows` = how many rows, at least 1.
  case matrix
}

/// A named constant.
public enum Constant: UInt8, Sendable, CaseIterable {
  case pi, e, imaginaryUnit, infinity, complexInfinity, goldenRatio, undefined
}

/// How a time is to be read.
public enum Clock: UInt8, Sendable, CaseIterable {
  /// `4:30` without more: a time of day or minutes and seconds.
  case unmarked
  /// In the morning.
  case am
  /// In the afternoon: 12 hours are already added.
  case pm
}

/// Which of `±` and `∓` was written.
public enum SignOrder: UInt8, Sendable, CaseIterable { case plusFirst, minusFirst }

/// A function that has a meaning.
public enum Function: UInt8, Sendable, CaseIterable {
  case sine, cosine, tangent, cotangent, secant, cosecant
  case arcSine, arcCosine, arcTangent, arcCotangent, arcSecant, arcCosecant
  case hyperbolicSine, hyperbolicCosine, hyperbolicTangent, hyperbolicCotangent
  case hyperbolicSecant, hyperbolicCosecant
  case areaSine, areaCosine, areaTangent
  /// The natural exponential.
  case exponential
  /// The natural logarithm.
  case naturalLogarithm
  /// The logarithm without a written base: children = argument.
  case logarithm
  /// The logarithm to a base: children = argument, base.
  case logarithmToBase
  case absolute, norm, floor, ceiling, sign
  case factorial, doubleFactorial, subfactorial, gamma
  /// Children = n, k.
  case binomial
  /// k-permutations of n: children = n, k.
  case permutations
  case greatestCommonDivisor, leastCommonMultiple, minimum, maximum
  /// Children = number, modulus.
  case modulo
  case conjugate, realPart, imaginaryPart, argument
  case determinant, transpose, inverse, trace, rank, adjugate
  /// The angle that children name (points or one number).
  case angle
  /// Children = a, b.
  case dotProduct, crossProduct
}

/// From which side a limit is approached.
public enum LimitSide: UInt8, Sendable, CaseIterable { case both, below, above }

/// How two expressions are related.
public enum Relation: UInt8, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case approximately, proportional, congruent, similar, identical
  case element, notElement, subset, subsetOrEqual, superset, supersetOrEqual
  case parallel, perpendicular, divides
  case implies, equivalent, maps
  /// `:=`, `\coloneq`.
  case defined
}

/// How a list was written.
public enum ListStyle: UInt8, Sendable, CaseIterable {
  case plain
  /// Two whole numbers with a comma and no space between, the whole text: `3,5` may be a decimal.
  case perhapsDecimal
}

/// How a tuple was written.
public enum TupleStyle: UInt8, Sendable, CaseIterable { case parentheses, angles, brackets }

/// Which ends of an interval belong to it.
public enum IntervalEnds: UInt8, Sendable, CaseIterable {
  case open, leftClosed, rightClosed, closed

  /// Whether the lower end belongs to the interval.
  public var includesLower: Bool { self == .leftClosed || self == .closed }
  /// Whether the upper end belongs to the interval.
  public var includesUpper: Bool { self == .rightClosed || self == .closed }
}

/// A set of numbers with a name.
public enum NumberSet: UInt8, Sendable, CaseIterable {
  case naturals, integers, rationals, reals, complexes, primes, positiveIntegers, positiveReals
}
