/// How answers are found and what counts as equal, by name.
public enum JudgePolicy: String, Hashable, Sendable, CaseIterable {
  /// StepMark's own: every mark of an answer, exact comparison of what was meant (Docs/judge.md).
  case standard = "default"
  /// As the default, but of a response only what it marks as its answer counts: no last number.
  ///
  /// What the stages use, so that a rollout that broke off or says nothing is no evidence.
  case marked
  /// GSM8K as lm-evaluation-harness scores it strictly: the first number after `####`, equal texts.
  case gsm8kStrict = "gsm8k-strict"
  /// GSM8K as lm-evaluation-harness scores it flexibly: the last number, equal texts.
  case gsm8kFlexible = "gsm8k-flexible"
  /// MATH as its authors score it: the last box, equal texts after normalisation (2103.03874).
  case hendrycks
  /// The same of what stands between the first and the last dollar sign, as lm-evaluation-harness
  /// does in `hendrycks_math`.
  case hendrycksDollars = "hendrycks-dollars"
  /// MATH as Minerva scores it: normalised texts, then equal values (2206.14858).
  case minerva
  /// Qwen2.5-Math's extraction and tolerances (2409.12122).
  case qwen

  /// What the policy does with strings; `nil` for StepMark's own.
  var strings: (any StringPolicy)? { PublishedPolicy(rawValue: rawValue)?.policy }
}

/// What the two sides of a comparison are.
public enum JudgeMode: String, Hashable, Sendable, CaseIterable {
  /// The prediction is a whole response, in which the answer is found first.
  case text
  /// The prediction is an answer alone.
  case answer
  /// The gold answer is the letter of a choice; the prediction is a response.
  case mcq
  /// As `answer`, and the gold answer is an expression as a program prints it (`2*x**2`).
  case parse
}
