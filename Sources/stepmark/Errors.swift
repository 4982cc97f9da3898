import Curation
import Generation
import JSON
import ProblemSets
import Storage
import Terminal
import Training
import Transformer

extension DatabaseError: UserFacingError {
  public var message: String { description }
  public var hint: String? { advice }
  public var exitCode: ExitCode { .store }
}

extension JSONError: UserFacingError {
  public var message: String { description }
  public var hint: String? { "correct the file at that place and run the same command again" }
  public var exitCode: ExitCode { .badInput }
}

extension ReadingError: UserFacingError {
  public var message: String { description }
  public var hint: String? {
    switch self {
    case .file, .empty: "name the suite's file; `stepmark problems --help` says how"
    case .malformed: "correct the file at that place and run the same command again"
    case .unknownFormat(_, _, let known): "--format " + known.joined(separator: "|")
    case .mismatch(_, _, let found): "--format \(found)"
    }
  }
  public var exitCode: ExitCode {
    switch self {
    case .file(let error): error.reason == .missing ? .missingData : .badInput
    case .malformed, .mismatch, .empty: .badInput
    case .unknownFormat: .usage
    }
  }
}

extension ExportError: UserFacingError {
  public var message: String { description }
  public var hint: String? { nil }
  public var exitCode: ExitCode { .failure }
}

extension GenerationError: UserFacingError {
  public var message: String {
    switch self {
    case .unusable(let reason): reason
    }
  }
  public var hint: String? { nil }
  public var exitCode: ExitCode { .failure }
}

extension TrainingError: UserFacingError {
  public var message: String { description }
  public var hint: String? { nil }
  public var exitCode: ExitCode { .failure }
}
