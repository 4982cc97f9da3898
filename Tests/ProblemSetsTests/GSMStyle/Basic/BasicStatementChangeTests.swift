import Corpus
import Testing

@testable import ProblemSets

@Suite("gsm-style: texts that do not state a problem")
struct BasicStatementChangeTests {
  @Test("another number is never faithful")
  func numbers() {
    let truths = StatementCases.truths(of: StatementCases.tight) { stream, sentences in
      sentences.indices.filter { sentences[$0].contains(/\d/) }.map { index in
        let slip = stream.below(3) + 1
        let changed = sentences[index].replacing(/\d+/, maxReplacements: 1) {
          "\((Int($0.output) ?? 0) + slip)"
        }
        return StatementCases.replacing(sentences, at: index, with: changed)
      }
    }
    #expect(truths.count > 180)
    #expect(truths.filter { $0.truth.isFaithful }.map(\.text) == [])
    #expect(truths.filter { $0.truth == .unreadable }.map(\.text) == [])
    let known = truths.count {
      $0.truth == .changed(.number) || $0.truth == .changed(.question)
    }
    #expect(known > truths.count * 9 / 10)
  }

  @Test("another person is never faithful")
  func people() {
    let truths = StatementCases.truths(of: StatementCases.tight) { stream, sentences in
      sentences.indices.compactMap { index in
        guard let name = BasicLexicon.names.first(where: { sentences[index].contains($0) }) else {
          return nil
        }
        let other = stream.pick(BasicLexicon.names.filter { $0 != name })
        let changed = sentences[index].replacing(name, with: other)
        return StatementCases.replacing(sentences, at: index, with: changed)
      }
    }
    #expect(truths.count > 180)
    #expect(truths.filter { $0.truth.isFaithful }.map(\.text) == [])
    #expect(truths.filter { $0.truth == .unreadable }.map(\.text) == [])
  }

  @Test("another thing or operation is never faithful")
  func words() {
    let swaps = [
      "more": "fewer", "fewer": "more", "older": "younger", "younger": "older", "get on": "get off",
      "times as": "more as", "sum of": "difference between", "finds": "loses", "gives": "gets",
      "before": "after", "twice": "half", "half": "twice", "times that": "more than that",
    ]
    let truths = StatementCases.truths(of: StatementCases.tight) { stream, sentences in
      sentences.indices.flatMap { index in
        swaps.sorted { $0.key < $1.key }.filter { sentences[index].contains(" \($0.key) ") }.map {
          let changed = sentences[index].replacing(
            " \($0.key) ", with: " \($0.value) ", maxReplacements: 1)
          return StatementCases.replacing(sentences, at: index, with: changed)
        }
      }
        + sentences.indices.compactMap { index in
          let nouns = BasicLexicon.things.map(\.plural)
          guard let thing = nouns.first(where: { sentences[index].contains(" \($0)") }) else {
            return nil
          }
          let changed = sentences[index].replacing(
            thing, with: stream.pick(nouns.filter { $0 != thing }))
          return StatementCases.replacing(sentences, at: index, with: changed)
        }
    }
    #expect(truths.count > 180)
    #expect(truths.filter { $0.truth.isFaithful }.map(\.text) == [])
  }

  @Test("a text without a needed sentence is never faithful")
  func missing() {
    let truths = StatementCases.truths(of: StatementCases.tight) { _, sentences in
      sentences.indices.map { index in
        var rest = sentences
        rest.remove(at: index)
        return rest
      }
    }
    #expect(truths.filter { $0.truth.isFaithful || $0.truth == .unreadable }.map(\.text) == [])
  }

  @Test("a sentence of another problem in the place of one's own is never faithful")
  func foreignSentences() {
    let foreign = StatementCases.problems.flatMap { StatementCases.sentences($0.statement) }
    for (problem, checker) in StatementCases.tight {
      var stream = RandomStream(seed: 7, problem.id)
      let draft = BasicProblem.draft(of: problem.origin, keepsVersions: true)
      let versions = (draft.clauses + [draft.question]).flatMap(\.versions)
      let own = Set(versions.flatMap(StatementSentence.split).map(\.words))
      let sentences = StatementCases.sentences(problem.statement)
      for index in sentences.indices {
        let other = stream.pick(foreign)
        guard own.isDisjoint(with: StatementSentence.split(other).map(\.words)) else { continue }
        let text = StatementCases.replacing(sentences, at: index, with: other)
          .joined(separator: " ")
        guard case .changed = checker.check(text) else {
          Issue.record("\(text)")
          continue
        }
      }
    }
  }

  @Test("the statement of another problem is readable and never faithful")
  func otherProblems() {
    for (index, checker) in StatementCases.checkers.enumerated() {
      let other = StatementCases.problems[(index * 7 + 1) % StatementCases.problems.count]
      guard other.id != StatementCases.problems[index].id else { continue }
      guard case .changed = checker.check(other.statement) else {
        Issue.record("\(other.statement)")
        continue
      }
    }
  }

  @Test("another question is never faithful")
  func questions() {
    for (problem, checker) in StatementCases.pairs {
      let own = BasicProblem.draft(of: problem.origin, keepsVersions: true)
      let other = BasicProblem.draft(
        of: StatementCases.problems[(problem.origin.index + 11) % StatementCases.problems.count]
          .origin)
      let asked = StatementSentence.split(other.question.text).map(\.question)
      guard
        !own.question.versions.contains(where: {
          asked == StatementSentence.split($0).map(\.question)
        })
      else { continue }
      let facts = own.clauses.map(\.text).joined(separator: " ")
      let truth = checker.check("\(facts) \(other.question.text)")
      #expect(truth == .changed(.question), "\(facts) \(other.question.text)")
    }
  }

  @Test("a text with a sentence of no wording is unreadable")
  func garbage() {
    for (problem, checker) in StatementCases.pairs.prefix(100) {
      let sentences = StatementCases.sentences(problem.statement)
      let answer = problem.answer
      for strange in [
        "All of this is true.", "Ana has pens.", "pens pens pens", "Ana has 5.5 pens.",
        "Ana has -5 pens.", "Ana has five pens.", "The answer is \(answer).", "#### \(answer)",
        "Ana has 5 pens?", "Ana has 5 zebras.", "Anna has 5 pens.", "Ana has 5 pens, Ben has 6.",
      ] {
        let text = ([strange] + sentences).joined(separator: " ")
        #expect(checker.check(text) == .unreadable, "\(text)")
      }
      let cut = problem.statement.dropLast(problem.statement.count / 7 + 8)
      #expect(!checker.check(String(cut)).isFaithful)
      #expect(checker.check(String(problem.statement.reversed())) == .unreadable)
      #expect(checker.check("") == .changed(.question))
      #expect(checker.unreadableSentences(in: "So be it! \(problem.statement)") == ["so be it"])
    }
  }
}
