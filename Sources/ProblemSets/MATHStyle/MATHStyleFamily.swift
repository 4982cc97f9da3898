/// The seven subjects of MATH (Hendrycks and others, arXiv 2103.03874).
public enum MATHStyleSubject: String, CaseIterable, Hashable, Sendable {
  /// Prealgebra.
  case prealgebra = "Prealgebra"
  /// Algebra.
  case algebra = "Algebra"
  /// Number Theory.
  case numberTheory = "Number Theory"
  /// Counting & Probability.
  case counting = "Counting & Probability"
  /// Geometry.
  case geometry = "Geometry"
  /// Intermediate Algebra.
  case intermediateAlgebra = "Intermediate Algebra"
  /// Precalculus.
  case precalculus = "Precalculus"

  /// The families of the subject.
  public var families: [MATHStyleFamily] {
    MATHStyleFamily.allCases.filter { $0.subject == self }
  }
}

/// A family of problems: one kind of question.
public enum MATHStyleFamily: String, CaseIterable, Hashable, Sendable {
  // MARK: Prealgebra

  /// Sums, differences, products and quotients of fractions.
  case fractions
  /// Prices that are raised and lowered by percentages, forwards and backwards.
  case percentages
  /// Shares in a ratio.
  case ratios
  /// Means, and numbers that change them.
  case averages
  /// Operations defined by a formula.
  case operations
  /// Times and average speeds of trips.
  case trips

  // MARK: Algebra

  /// Linear equations with parentheses.
  case linearEquations = "linear-equations"
  /// Systems of two linear equations.
  case linearSystems = "linear-systems"
  /// Quadratic equations: discriminants, roots, their distance.
  case quadraticEquations = "quadratic-equations"
  /// Equations and inequalities with absolute values.
  case absoluteValues = "absolute-values"
  /// Quadratic inequalities.
  case quadraticInequalities = "quadratic-inequalities"
  /// Values of composed functions, and compositions as polynomials.
  case composition
  /// Terms and sums of arithmetic sequences.
  case arithmeticSequences = "arithmetic-sequences"
  /// Terms and sums of geometric sequences, finite and infinite.
  case geometricSequences = "geometric-sequences"
  /// Values of logarithms.
  case logarithms
  /// Equations between powers.
  case exponentialEquations = "exponential-equations"
  /// Distances, midpoints, slopes and lines.
  case lines
  /// Centers, radii and areas of circles given by equations.
  case circleEquations = "circle-equations"

  // MARK: Number Theory

  /// Greatest common divisors and least common multiples.
  case greatestDivisors = "greatest-divisors"
  /// Remainders of powers.
  case powerRemainders = "power-remainders"
  /// Numbers in other bases.
  case bases
  /// Numbers and sums of divisors.
  case divisorCounts = "divisor-counts"
  /// Linear congruences, alone and in pairs.
  case congruences

  // MARK: Counting & Probability

  /// Arrangements of the letters of a word.
  case arrangements
  /// Committees under conditions.
  case committees
  /// Draws without replacement.
  case draws
  /// Sums of two dice.
  case dice
  /// Expected values of games.
  case expectedValues = "expected-values"
  /// Multiples of several numbers.
  case inclusionExclusion = "inclusion-exclusion"
  /// Paths on a grid.
  case paths

  // MARK: Geometry

  /// Sides, perimeters, areas and altitudes of right triangles.
  case rightTriangles = "right-triangles"
  /// Areas, inradii and circumradii of triangles given by their sides.
  case triangleCircles = "triangle-circles"
  /// Circles, sectors, arcs and rings.
  case circles
  /// Angles of triangles and regular polygons.
  case angles
  /// Cones, cylinders and boxes.
  case solids
  /// Triangles given by two sides and the angle between them.
  case sidesAndAngles = "sides-and-angles"
  /// Areas of polygons given by coordinates.
  case polygonAreas = "polygon-areas"

  // MARK: Intermediate Algebra

  /// Symmetric functions of the roots of quadratics and cubics.
  case vieta
  /// Remainders of polynomials.
  case remainderTheorem = "remainder-theorem"
  /// Quotients of polynomials.
  case polynomialDivision = "polynomial-division"
  /// Polynomials with given roots, conjugates among them.
  case polynomialsFromRoots = "polynomials-from-roots"
  /// Partial fractions.
  case partialFractions = "partial-fractions"
  /// Inequalities between a fraction and a number.
  case rationalInequalities = "rational-inequalities"
  /// Sums, products, quotients and sizes of complex numbers.
  case complexNumbers = "complex-numbers"

  // MARK: Precalculus

  /// Sines and cosines of special angles.
  case trigonometricValues = "trigonometric-values"
  /// Sums, dot products, projections, angles and areas of vectors.
  case vectors
  /// Sums, products, determinants and inverses of matrices.
  case matrices
  /// Powers of complex numbers.
  case complexPowers = "complex-powers"
  /// Derivatives and tangents of polynomials.
  case derivatives
  /// Limits of rational functions.
  case limits
  /// Polar and rectangular coordinates.
  case polarCoordinates = "polar-coordinates"

  /// The subject that the family belongs to.
  public var subject: MATHStyleSubject { Self.subjects[self] ?? .algebra }

  private static let subjects: [Self: MATHStyleSubject] = {
    let groups: [(MATHStyleSubject, [Self])] = [
      (.prealgebra, [.fractions, .percentages, .ratios, .averages, .operations, .trips]),
      (
        .algebra,
        [
          .linearEquations, .linearSystems, .quadraticEquations, .absoluteValues,
          .quadraticInequalities, .composition, .arithmeticSequences, .geometricSequences,
          .logarithms, .exponentialEquations, .lines, .circleEquations,
        ]
      ),
      (
        .numberTheory,
        [.greatestDivisors, .powerRemainders, .bases, .divisorCounts, .congruences]
      ),
      (
        .counting,
        [
          .arrangements, .committees, .draws, .dice, .expectedValues, .inclusionExclusion, .paths,
        ]
      ),
      (
        .geometry,
        [
          .rightTriangles, .triangleCircles, .circles, .angles, .solids, .sidesAndAngles,
          .polygonAreas,
        ]
      ),
      (
        .intermediateAlgebra,
        [
          .vieta, .remainderTheorem, .polynomialDivision, .polynomialsFromRoots,
          .partialFractions, .rationalInequalities, .complexNumbers,
        ]
      ),
      (
        .precalculus,
        [
          .trigonometricValues, .vectors, .matrices, .complexPowers, .derivatives, .limits,
          .polarCoordinates,
        ]
      ),
    ]
    var subjects: [Self: MATHStyleSubject] = [:]
    for (subject, families) in groups { for family in families { subjects[family] = subject } }
    return subjects
  }()
}
