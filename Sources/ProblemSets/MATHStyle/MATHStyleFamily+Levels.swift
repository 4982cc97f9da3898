extension MATHStyleFamily {
  /// The levels that problems of the family have.
  ///
  /// A problem's level follows from its steps; these are the levels that at least one of thirty
  /// draws of the family has, out of a hundred different problems or more.
  public var levels: Set<Int> {
    switch self {
    case .ratios, .averages, .angles:
      [1, 2, 3]
    case .fractions, .lines, .matrices:
      [1, 2, 3, 4]
    case .percentages, .operations, .composition, .powerRemainders, .complexNumbers:
      [1, 2, 3, 4, 5]
    case .vectors:
      [1, 2, 4]
    case .quadraticEquations, .arithmeticSequences, .draws:
      [1, 3, 4]
    case .logarithms:
      [1, 3, 4, 5]
    case .bases:
      [1, 4, 5]
    case .dice, .polynomialDivision:
      [2, 3]
    case .trips, .linearEquations, .geometricSequences, .expectedValues, .rightTriangles, .circles,
      .solids:
      [2, 3, 4]
    case .committees, .polynomialsFromRoots, .derivatives:
      [2, 3, 4, 5]
    case .vieta:
      [2, 4, 5]
    case .paths, .remainderTheorem:
      [2, 5]
    case .absoluteValues, .polarCoordinates:
      [3]
    case .circleEquations, .sidesAndAngles, .rationalInequalities:
      [3, 4]
    case .greatestDivisors, .divisorCounts, .congruences, .arrangements, .inclusionExclusion,
      .triangleCircles, .trigonometricValues:
      [3, 4, 5]
    case .linearSystems, .partialFractions, .complexPowers:
      [3, 5]
    case .quadraticInequalities, .exponentialEquations, .limits:
      [4]
    case .polygonAreas:
      [4, 5]
    }
  }
}
