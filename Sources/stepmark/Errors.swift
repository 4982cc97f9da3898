import Curation
import Generation
import JSON
import ProblemSets
import Storage
import Terminal
import Training
import Transformer

extension DatabaseError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { advice }
  /// The exit status.
  public var exitCode: ExitCode { .store }
}

extension JSONError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { "correct the file at that place and run the same command again" }
  /// The exit status.
  public var exitCode: ExitCode { .badInput }
}

extension FileError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { nil }
  /// The exit status.
  public var exitCode: ExitCode { reason == .missing ? .missingData : .badInput }
}

extension ReadingError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? {
    switch self {
    case .file(let error) where error.reason != .missing && error.reason != .isFolder: nil
    case .file, .empty: "name the file that is to be read; --help says which there are"
    case .malformed: "correct the file at that place and run the same command again"
    case .unknownFormat(_, _, let known): "--format " + known.joined(separator: "|")
    case .mismatch(_, _, let found): "--format \(found)"
    case .unrecognised:
      "--columns problem=COLUMN,gold=COLUMN, or --format "
        + SuiteFormats.names.joined(separator: "|")
    case .columns: "--columns problem=question,gold=target,id=n"
    case .outputColumns: "--columns problem=question,completion=output,gold=target"
    }
  }
  /// The exit status.
  public var exitCode: ExitCode {
    switch self {
    case .file(let error): error.reason == .missing ? .missingData : .badInput
    case .malformed, .mismatch, .empty, .unrecognised: .badInput
    case .unknownFormat, .columns, .outputColumns: .usage
    }
  }
}

extension ExportError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { nil }
  /// The exit status.
  public var exitCode: ExitCode {
    if case .nothingLabelled = self { return .missingData }
    return .failure
  }
}

extension GenerationError: UserFacingError {
  /// What happened.
  public var message: String {
    switch self {
    case .unusable(let reason): reason
    case .server(let address, let reason, _): "\(address): \(reason)"
    case .recording(let name, let reason, _): "\(name): \(reason)"
    }
  }
  /// The way out.
  public var hint: String? {
    switch self {
    case .unusable: nil
    case .server(_, _, let advice), .recording(_, _, let advice): advice
    }
  }
  /// The exit status.
  public var exitCode: ExitCode {
    if case .recording = self { return .missingData }
    return .failure
  }
}

extension LocalTrainingError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? {
    switch self {
    case .noLessons: "`stepmark sample` with this model first, or other --suite and --split"
    case .notInVocabulary: nil
    case .diverged:
      "a lower --learning-rate, a longer --warm-up or a smaller --clip; or leave those problems out"
    }
  }
  /// The exit status.
  public var exitCode: ExitCode {
    switch self {
    case .noLessons: .missingData
    case .notInVocabulary, .diverged: .failure
    }
  }
}

extension TrainingError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { nil }
  /// The exit status.
  public var exitCode: ExitCode { .failure }
}

extension PilotError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? {
    switch self {
    case .tooFew, .incomplete, .swapped: "--prior shipped labels without a pilot"
    case .beforeShards:
      "before the store is copied for the shards, rephrase, sample and label with --shard pilot and "
        + "the same other options; or --prior shipped labels without a pilot"
    }
  }
  /// The exit status.
  public var exitCode: ExitCode {
    switch self {
    case .tooFew, .swapped, .beforeShards: .missingData
    case .incomplete: .failure
    }
  }
}
