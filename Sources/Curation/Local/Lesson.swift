import Corpus

/// A prompt and the completion that is taught.
public struct Lesson: Hashable, Sendable {
  /// What names the problem: its id in the suite, or its number in the store's table `problem`.
  public let problem: String
  /// What tells problems apart that must not be held out and taught at the same time.
  public let root: ContentKey
  /// The rendered prompt.
  public let prompt: String
  /// The text that follows, without the end marker.
  public let completion: String

  /// Makes a lesson.
  public init(problem: String, root: ContentKey, prompt: String, completion: String) {
    self.problem = problem
    self.root = root
    self.prompt = prompt
    self.completion = completion
  }
}

/// Lessons that are taught, and lessons of other problems that are only evaluated on.
public struct LessonSplit: Sendable {
  /// What is taught, in the order given.
  public let taught: [Lesson]
  /// What is held out, in the order given.
  public let heldOut: [Lesson]

  /// Holds whole roots out, drawn by `seed`, until there are at least `count` lessons.
  ///
  /// - Throws: ``LocalTrainingError/noLessons(_:)`` where nothing would be left to teach.
  public init(_ lessons: [Lesson], holdingOut count: Int, seed: UInt64) throws(LocalTrainingError) {
    var sizes: [ContentKey: Int] = [:]
    for lesson in lessons { sizes[lesson.root, default: 0] += 1 }
    let drawn = sizes.keys.map { root -> (place: UInt64, root: ContentKey) in
      var stream = RandomStream(seed: seed, key: root)
      return (stream.next(), root)
    }.sorted { ($0.place, $0.root) < ($1.place, $1.root) }
    var held: Set<ContentKey> = []
    var left = count
    for (_, root) in drawn where left > 0 {
      held.insert(root)
      left -= sizes[root] ?? 0
    }
    taught = lessons.filter { !held.contains($0.root) }
    heldOut = lessons.filter { held.contains($0.root) }
    guard !taught.isEmpty || count == 0 else {
      throw .noLessons(
        "holding out \(count) of \(lessons.count) lessons leaves none to teach: hold out fewer")
    }
  }
}

/// Lessons in an order that is drawn anew for every pass over them.
public struct ShuffledLessons: Sendable {
  private let lessons: [Lesson]
  private let seed: UInt64

  /// Makes an endless list of lessons, each as often as every other.
  public init(_ lessons: [Lesson], seed: UInt64) throws(LocalTrainingError) {
    guard !lessons.isEmpty else {
      throw .noLessons("the store holds no correct solution of this model to learn from")
    }
    self.lessons = lessons
    self.seed = seed
  }

  /// How many distinct lessons there are.
  public var count: Int { lessons.count }

  /// Finds the lesson at an index; the order of one pass is kept, so going forward is O(1).
  public func lookup() -> (Int) -> Lesson {
    var pass = -1
    var order: [Int] = []
    return { index in
      if index / lessons.count != pass {
        pass = index / lessons.count
        var stream = RandomStream(seed: seed, "lesson order", pass)
        order = Array(lessons.indices).shuffled(using: &stream)
      }
      return lessons[order[index % lessons.count]]
    }
  }
}
