import Answers
import Corpus

/// The entry that libFuzzer calls with every input.
///
/// The first byte chooses mode and policy; a zero byte parts gold and response. Besides crashes,
/// memory errors and slow inputs it looks for texts that are judged different from themselves.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let choice = bytes.first else { return 0 }
  let gold = String(decoding: bytes.dropFirst().prefix { $0 != 0 }, as: UTF8.self)
  let response = String(
    decoding: bytes.dropFirst().drop { $0 != 0 }.dropFirst(), as: UTF8.self)
  let modes = JudgeMode.allCases
  let mode = modes[Int(choice) % modes.count]
  // Three quarters of the inputs are for the default policy, which does the most.
  let policies = JudgePolicy.allCases
  let isPeer = choice >= 192
  var judge = Judge(policy: isPeer ? policies[Int(choice) % policies.count] : .standard)
  judge.usesTextShortcut = false
  var worker = JudgeWorker(judge)
  let judgement = worker.judge(response, gold: gold, mode: mode)
  precondition(judgement.verdict != .correct || judgement.answer != nil)
  if let answer = judgement.answer { _ = worker.canonicalKey(of: answer) }
  if !isPeer, mode == .answer {
    let reflexive = worker.judge(gold, gold: gold, mode: mode)
    precondition(reflexive.verdict != .incorrect, "a text differs from itself")
  }
  return 0
}
