import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: the texts")
struct BasicTextTests {
  static let problems = Array(BasicSuiteTests.problems.prefix(1_000))

  @Test("all wordings differ but have one graph, one answer and one root")
  func wordings() {
    for problem in Self.problems.prefix(150) {
      let all = [problem] + problem.rewordings
      #expect(all.count == BasicProblem.wordings)
      #expect(Set(all.map(\.statement)).count == all.count, "\(problem.id)")
      #expect(Set(all.map(\.graphKey)).count == 1)
      #expect(Set(all.map(\.goldSolution)).count == 1)
      #expect(Set(all.map(\.problem.rootKey)).count == 1)
      #expect(Set(all.map(\.split)).count == 1)
    }
  }

  @Test("every wording gives the same numbers and names")
  func sameContent() {
    for problem in Self.problems.prefix(150) {
      let contents = ([problem] + problem.rewordings).map { wording in
        Set(wording.statement.split { !$0.isNumber }.map(String.init))
      }
      // "twice" and "half" stand for a 2 in some wordings.
      #expect(Set(contents.map { $0.subtracting(["2"]) }).count == 1, "\(problem.id)")
    }
  }

  @Test("the question is the only one, and first in some wordings")
  func question() {
    let starts = ["How", "What", "Find", "In", "By", "Can", "Compared", "Taken", "After", "For"]
    let odd = Self.problems.filter { problem in
      let sentences = problem.statement.split(separator: ". ")
      let question = problem.origin.wording >= 4 ? sentences.first : sentences.last
      return !starts.contains { question?.hasPrefix($0) == true }
        || problem.statement.filter { $0 == "?" }.count > 1
    }
    #expect(odd.map(\.statement) == [])
  }

  @Test("a few hundred pieces cover every text")
  func vocabulary() {
    var pieces: Set<String> = []
    for problem in Self.problems {
      pieces.formUnion(Self.pieces(" " + problem.statement))
      pieces.formUnion(Self.pieces("\n" + problem.goldSolution))
    }
    #expect(pieces.count <= 600, "\(pieces.count)")
  }

  @Test("every number and word has a space or a line before it")
  func spacing() {
    let glued = Self.problems.flatMap { [$0.statement, $0.goldSolution] }.filter { text in
      var previous: Character = " "
      for character in text {
        let isFresh = previous == " " || previous == "\n"
        let isPiecePart = character.isLetter || character.isNumber
        if isPiecePart, !isFresh, previous.isLetter != character.isLetter { return true }
        if isPiecePart, !isFresh, previous.isNumber != character.isNumber { return true }
        previous = character
      }
      return text.contains("  ") || text.first?.isUppercase != true
    }
    #expect(glued == [])
    #expect(Self.problems.allSatisfy { !$0.statement.contains("\n") })
  }

  @Test("each gold step is one sentence with one equation")
  func goldSteps() {
    let odd = Self.problems.flatMap(\.goldSteps).filter { step in
      WrittenEquation(in: step)?.holds != true || step.last != "."
        || step.filter { $0 == "." }.count != 1
    }
    #expect(odd == [])
    #expect(Self.problems.allSatisfy { $0.goldSolution.hasSuffix("\n#### \($0.answer)") })
  }

  /// `[ \n]?[A-Za-z]+`, `[ \n]?[0-9]+`, or `[ \n]?` and one other character.
  static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      let isWordPart = character.isLetter || character.isNumber
      let isFresh = piece.isEmpty || piece == " " || piece == "\n"
      if isFresh {
        piece.append(character)
      } else if isWordPart, let last = piece.last, last.isLetter || last.isNumber {
        piece.append(character)
      } else {
        pieces.append(piece)
        piece = String(character)
      }
    }
    return pieces + [piece]
  }
}
