import Corpus
import JSON
import Transformer

extension LocalModel {
  /// A request's sampling as the local engine does it.
  ///
  /// Of the fields that only some servers know, the engine has `repetition_penalty`, as vLLM,
  /// SGLang and transformers define it.
  ///
  /// - Throws: ``GenerationError/unusable(_:)`` naming a field that the engine has not.
  public func sampling(_ wanted: Corpus.Sampling) throws(GenerationError) -> Transformer.Sampling {
    var sampling = Transformer.Sampling(
      temperature: wanted.temperature, topP: wanted.topP, topK: wanted.topK, minP: wanted.minP,
      presencePenalty: wanted.presencePenalty, frequencyPenalty: wanted.frequencyPenalty,
      maximumTokens: wanted.maxTokens, stopTokens: model.endTokens, stopTexts: wanted.stop)
    guard !wanted.extra.isEmpty else { return sampling }
    do {
      let extra = try JSONValue.parse(Array(wanted.extra.utf8), source: "--extra")
      try extra.onlyKeys(["repetition_penalty"])
      if let penalty = try extra.member("repetition_penalty") {
        sampling.repetitionPenalty = try penalty.double()
      }
    } catch {
      throw .unusable(
        "the local engine has no further fields than repetition_penalty: \(error)")
    }
    return sampling
  }
}
