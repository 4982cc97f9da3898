/// What a completion is made for; part of its identity.
///
/// Every labelling method asks for `rollout`, so a second method replays what a first one paid
/// for; evaluation shares with nobody.
public enum Purpose: String, Sendable, CaseIterable {
  /// A solution from the start.
  case solve
  /// Another wording of a problem.
  case rephrase
  /// The rest of a solution from a prefix.
  case rollout
  /// A solution that is only measured.
  case evaluate
  /// What a model says of a solution or of one of its steps.
  case judge
  /// A solution that was written anew after a critique.
  case revise
  /// A solution that somebody else sampled and published.
  case published
}

/// Which model a completion comes from.
public struct ModelIdentity: Hashable, Sendable {
  /// Where a model's text comes from.
  public enum Kind: String, Sendable {
    /// A folder, run by the local engine; its key is the hash of its files.
    case local
    /// A name that servers answer to; its key is the hash of the name and the revision that the
    /// user gave.
    case server
    /// Replies written by hand, for tests and documents.
    case scripted
    /// Completions that were published as a file.
    case published
  }

  /// The name that reports show.
  public let name: String
  /// Where the text comes from.
  public let kind: Kind
  /// What tells this model from every other: a hash of its files, or of its name where there are
  /// none.
  public let key: ContentKey

  /// Makes an identity.
  public init(name: String, kind: Kind, key: ContentKey) {
    self.name = name
    self.kind = kind
    self.key = key
  }

  /// The identity of a model that has no files, by its kind and name.
  ///
  /// - Parameter revision: what tells apart models that are served under one name, for example a
  ///   commit or a quantisation.
  public init(name: String, kind: Kind, revision: String? = nil) {
    var hasher = ContentHasher("model")
    hasher.add(kind.rawValue)
    hasher.add(name)
    if let revision { hasher.add(revision) }
    self.init(
      name: revision.map { "\(name)@\($0)" } ?? name, kind: kind, key: hasher.key)
  }
}

/// One completion that is asked of a model.
public struct Request: Hashable, Sendable {
  /// What is sent.
  public let prompt: Prompt
  /// How it is sampled.
  public let sampling: Sampling
  /// What it is for.
  public let purpose: Purpose
  /// Which of the completions of this prompt; with temperature 0 always 0.
  public let index: Int
  /// The seed that is sent, in 0 ..< 2³¹; `nil` with temperature 0.
  public let seed: UInt64?

  /// Makes the request for completion `index` of a prompt in a run.
  ///
  /// The seed is (block(run seed, problem, purpose, prefix) + index) mod 2³¹, so that consecutive
  /// indices have consecutive seeds, as servers assign them to the choices of one call.
  public init(
    prompt: Prompt, sampling: Sampling, purpose: Purpose, index: Int, runSeed: UInt64
  ) {
    self.prompt = prompt
    self.sampling = sampling
    self.purpose = purpose
    if sampling.isGreedy {
      self.index = 0
      seed = nil
    } else {
      var hasher = ContentHasher("seed")
      hasher.add(runSeed)
      hasher.add(prompt.problem.key)
      hasher.add(purpose.rawValue)
      hasher.add(prompt.prefix?.text)
      self.index = index
      seed = (hasher.key.low &+ UInt64(index)) % (1 << 31)
    }
  }

  /// The identity of the request to a model.
  ///
  /// The local engine's greedy text is a function of the prompt, so there the purpose is left out
  /// at temperature 0.
  public func key(model: ModelIdentity) -> ContentKey {
    var hasher = ContentHasher("request")
    hasher.add(model.key)
    hasher.add(prompt.template.endpoint.rawValue)
    hasher.add(prompt.textKey)
    hasher.add(sampling.key)
    let purposeCounts = !(sampling.isGreedy && model.kind == .local)
    hasher.add(purposeCounts ? purpose.rawValue : nil)
    hasher.add(index)
    hasher.add(seed ?? UInt64.max)
    return hasher.key
  }
}

/// Why a completion ended.
public enum FinishReason: String, Sendable {
  /// The model ended it, or a stop text was met.
  case stop
  /// The token limit cut it.
  case length
}

/// What a model said: a fact.
public struct Completion: Hashable, Sendable {
  /// The text after the prompt.
  public let text: String
  /// What a reasoning model thought before the text, where its server tells them apart.
  public let reasoning: String?
  /// Tokens of the prompt.
  public let promptTokens: Int
  /// Tokens of the prompt that this completion was charged with: none where another completion of
  /// the same call bears them.
  public let chargedPromptTokens: Int
  /// Tokens that were generated, the end token included.
  public let completionTokens: Int
  /// Why it ended.
  public let finishReason: FinishReason

  /// Makes a completion.
  public init(
    text: String, reasoning: String? = nil, promptTokens: Int, chargedPromptTokens: Int? = nil,
    completionTokens: Int, finishReason: FinishReason
  ) {
    self.text = text
    self.reasoning = reasoning
    self.promptTokens = promptTokens
    self.chargedPromptTokens = chargedPromptTokens ?? promptTokens
    self.completionTokens = completionTokens
    self.finishReason = finishReason
  }
}

/// A completion with the key of the request that it answers.
public struct Reply: Hashable, Sendable {
  /// The request's key.
  public let key: ContentKey
  /// What came back; `nil` when the model could not answer or, in a closed replay, was not asked.
  public let completion: Completion?

  /// Makes a reply.
  public init(key: ContentKey, completion: Completion?) {
    self.key = key
    self.completion = completion
  }
}
