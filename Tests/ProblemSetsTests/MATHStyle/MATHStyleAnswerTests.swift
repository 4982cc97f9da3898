import Answers
import Glibc
import Testing

@testable import ProblemSets

/// Answers against brute force and floating point, from the statements' numbers alone.
@Suite struct MATHStyleAnswerTests {
  @Test func remaindersOfPowersAreThoseOfRepeatedMultiplication() throws {
    for problem in problems(of: .powerRemainders, count: 60) {
      let numbers = wholeNumbers(in: problem.statement)
      try #require(numbers.count == 3, "\(problem.statement)")
      let power = (0..<numbers[1]).reduce(1) { product, _ in product * numbers[0] % numbers[2] }
      #expect(problem.answerValue.int == power, "\(problem.id)")
    }
  }

  @Test func divisorsAreCountedAndAddedOneByOne() throws {
    for problem in problems(of: .divisorCounts, count: 50) {
      let number = try #require(wholeNumbers(in: problem.statement).first)
      let divisors = (1...number).filter { number % $0 == 0 }
      let expected =
        problem.statement.contains("sum") ? divisors.reduce(0, +) : divisors.count
      #expect(problem.answerValue.int == expected, "\(problem.id)")
    }
  }

  @Test func commonDivisorsAndMultiplesAreFoundByTrying() throws {
    for problem in problems(of: .greatestDivisors, count: 50) {
      let numbers = wholeNumbers(in: problem.statement)
      let answer = try #require(problem.answerValue.int)
      if problem.statement.contains("greatest") {
        let best = (1...numbers[1]).last { numbers[0] % $0 == 0 && numbers[1] % $0 == 0 }
        #expect(answer == best, "\(problem.id)")
      } else {
        let multiple = (1...numbers[1]).first { numbers[0] * $0 % numbers[1] == 0 }
        #expect(answer == multiple.map { $0 * numbers[0] }, "\(problem.id)")
      }
    }
  }

  @Test func multiplesAreCountedOneByOne() throws {
    for problem in problems(of: .inclusionExclusion, count: 60) {
      let numbers = wholeNumbers(in: problem.statement)
      let count = (numbers[0]...numbers[1]).count { candidate in
        let isHit = numbers[2...].contains { candidate % $0 == 0 }
        return isHit != problem.statement.contains("not divisible")
      }
      #expect(problem.answerValue.int == count, "\(problem.id)")
    }
  }

  @Test func diceAreRolledInEveryWay() throws {
    for problem in problems(of: .dice, count: 60) {
      let numbers = wholeNumbers(in: problem.statement)
      let (faces, target) = (numbers[1], numbers[2])
      var hits = 0
      for first in 1...faces {
        for second in 1...faces {
          let sum = first + second
          if problem.statement.contains("at most") ? sum <= target : sum == target { hits += 1 }
        }
      }
      #expect(problem.answerValue == .fraction(hits, faces * faces), "\(problem.id)")
    }
  }

  @Test func committeesAreChosenOneByOne() throws {
    for problem in problems(of: .committees, count: 30) {
      let numbers = wholeNumbers(in: problem.statement)
      let (first, all, size) = (numbers[0], numbers[0] + numbers[1], numbers[2])
      guard all <= 16 else { continue }
      let count = (0..<(1 << all)).count { chosen in
        let members = chosen.nonzeroBitCount
        let special = (chosen & ((1 << first) - 1)).nonzeroBitCount
        guard members == size else { return false }
        if problem.statement.contains("exactly") { return special == numbers[3] }
        if problem.statement.contains("at least") { return special > 0 }
        return problem.statement.contains("both") ? special > 0 && special < size : true
      }
      #expect(problem.answerValue.int == count, "\(problem.id)")
    }
  }

  @Test func rootsOfQuadraticsAreRoots() throws {
    for problem in problems(of: .quadraticEquations, count: 60) {
      let coefficients = problem.derivation.values.prefix(3)
      let polynomial = MATHValue.polynomial(Array(coefficients))
      #expect(problem.statement.contains(polynomial.latex), "\(problem.id)")
      switch problem.answerValue {
      case .set(let roots):
        #expect(roots.count == 2 && roots.allSatisfy { polynomial.at($0) == 0 }, "\(problem.id)")
      case let value where problem.statement.contains("larger root"):
        #expect(polynomial.at(value) == 0, "\(problem.id)")
      default: break
      }
    }
  }

  @Test func inequalitiesHoldExactlyInTheirSolutions() throws {
    for problem in problems(of: .quadraticInequalities, count: 50) {
      let (b, c) = (problem.derivation.values[0], problem.derivation.values[1])
      guard case .intervals(let parts) = problem.answerValue, let p = b.int, let q = c.int else {
        Issue.record("no solution set: \(problem.id)")
        continue
      }
      let isBelow = problem.statement.contains("<") || problem.statement.contains("\\le 0")
      for tenth in -120...120 {
        let x = Double(tenth) / 2 + 0.0123
        let value = x * x + Double(p) * x + Double(q)
        let isIn = parts.contains { part in
          (part.lower.map { $0.double < x } ?? true) && (part.upper.map { x < $0.double } ?? true)
        }
        #expect(isIn == (isBelow ? value < 0 : value > 0), "\(problem.id) at \(x)")
      }
    }
  }

  @Test func trianglesAreAsFloatingPointComputesThem() throws {
    for problem in problems(of: .triangleCircles, count: 50) {
      let sides = wholeNumbers(in: problem.statement).map(Double.init)
      let (a, b, c) = (sides[0], sides[1], sides[2])
      // The area by the law of cosines, not by Heron's formula.
      let cosine = (a * a + b * b - c * c) / (2 * a * b)
      let area = a * b * (1 - cosine * cosine).squareRoot() / 2
      let expected =
        problem.statement.contains("inscribed")
        ? 2 * area / (a + b + c)
        : problem.statement.contains("circumscribed")
          ? c / (2 * (1 - cosine * cosine).squareRoot()) : area
      let value = try #require(problem.answerValue.expression).double
      #expect(abs(value - expected) < 1e-9 * max(1, expected), "\(problem.id)")
    }
  }

  @Test func trigonometricValuesAreAsFloatingPointComputesThem() {
    for degrees in stride(from: -720, through: 720, by: 15)
    where degrees % 30 == 0 || degrees % 45 == 0 {
      let angle = MATHValue.degrees(.init(degrees))
      let radians = Double(degrees) * .pi / 180
      #expect(abs((MATHDraft.sine(angle).expression?.double ?? 9) - sin(radians)) < 1e-12)
      #expect(abs((MATHDraft.cosine(angle).expression?.double ?? 9) - cos(radians)) < 1e-12)
    }
  }

  @Test func writtenValuesAreReadAsThemselves() {
    for family in MATHStyleFamily.allCases {
      for problem in problems(of: family, count: 8) {
        for value in problem.derivation.values {
          if case .intervals = value { continue }
          #expect(LaTeXEvaluator.value(of: value.latex) == value, "\(problem.id): \(value.latex)")
        }
      }
    }
  }
}
