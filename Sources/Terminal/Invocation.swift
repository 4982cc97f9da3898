/// How a command was called, with typed access to what was given.
///
/// Asking for an option or argument that the command does not declare is a mistake in the program
/// and traps; a value that does not fit its type is a mistake in the call and throws.
public struct Invocation: Sendable {
  /// The commands from the program down to the one that is called.
  public let path: [Command]
  /// The positional arguments as they were typed.
  public let positionals: [String]
  private let options: [Option]
  private let values: [String: [String]]

  init(
    path: [Command], options: [Option], values: [String: [String]], positionals: [String]
  ) {
    self.path = path
    self.options = options
    self.values = values
    self.positionals = positionals
  }

  /// The command that is called.
  public var command: Command { path[path.count - 1] }

  /// Whether a flag is given.
  public func flag(_ name: String) -> Bool {
    _ = declared(name)
    return values[name] != nil
  }

  /// Whether an option is on the command line, whatever its default.
  public func isGiven(_ name: String) -> Bool { flag(name) }

  /// Every value of a repeated option, in the order given; its default where none is.
  public func strings(_ name: String) -> [String] {
    let option = declared(name)
    return values[name] ?? option.defaultValue.map { [$0] } ?? []
  }

  /// The value of an option, or its default.
  public func optionalString(_ name: String) -> String? { strings(name).last }

  /// The value of an option that must be given or have a default.
  public func string(_ name: String) throws(CommandError) -> String {
    guard let value = optionalString(name) else { throw missing(name) }
    return value
  }

  /// A whole number, written with or without grouping underscores.
  public func optionalInt(
    _ name: String, in range: some RangeExpression<Int> & Sendable = Int.min...
  ) throws(CommandError) -> Int? {
    guard let text = optionalString(name) else { return nil }
    guard let value = Int(text.filter { $0 != "_" }) else {
      throw .usage("--\(name) wants a whole number, not \(text)", hint: "--\(name) 8")
    }
    guard range.contains(value) else {
      throw .usage("--\(name) \(text): must be \(written(range))")
    }
    return value
  }

  /// A whole number that must be given or have a default.
  public func int(
    _ name: String, in range: some RangeExpression<Int> & Sendable = Int.min...
  ) throws(CommandError) -> Int {
    guard let value = try optionalInt(name, in: range) else { throw missing(name) }
    return value
  }

  /// A finite number.
  public func optionalDouble(
    _ name: String, in range: some RangeExpression<Double> & Sendable = (-Double.infinity)...
  ) throws(CommandError) -> Double? {
    guard let text = optionalString(name) else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw .usage("--\(name) wants a number, not \(text)", hint: "--\(name) 0.8")
    }
    guard range.contains(value) else {
      throw .usage("--\(name) \(text): must be \(written(range))")
    }
    return value
  }

  /// A finite number that must be given or have a default.
  public func double(
    _ name: String, in range: some RangeExpression<Double> & Sendable = (-Double.infinity)...
  ) throws(CommandError) -> Double {
    guard let value = try optionalDouble(name, in: range) else { throw missing(name) }
    return value
  }

  /// A time, written as seconds or with a unit: `90`, `45m`, `2h`.
  public func optionalDuration(_ name: String) throws(CommandError) -> Duration? {
    guard let text = optionalString(name) else { return nil }
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    let number = unit == nil ? text[...] : text.dropLast()
    guard let value = Double(number), value.isFinite, value > 0 else {
      throw .usage("--\(name) wants a time, not \(text)", hint: "--\(name) 45m")
    }
    return .seconds(value * (unit ?? 1))
  }

  /// A value of a type that lists its cases, such as an enum of method names.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, as type: Choice.Type
  ) throws(CommandError) -> Choice where Choice.RawValue == String {
    let text = try string(name)
    guard let value = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue)
      let close = nearest(to: text, among: known).map { ": did you mean \($0)?" } ?? ""
      throw .usage(
        "--\(name) does not know \(text)\(close)",
        hint: "--\(name) " + known.joined(separator: "|"))
    }
    return value
  }

  /// The positional argument of this name; `nil` where an optional one is left out.
  public func argument(_ name: String) -> String? {
    guard let index = command.arguments.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(command.name) declares no argument \(name)")
    }
    return index < positionals.count ? positionals[index] : nil
  }

  /// Everything that the last, repeating argument took.
  public func remaining(_ name: String) -> [String] {
    guard let index = command.arguments.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(command.name) declares no argument \(name)")
    }
    return Array(positionals.dropFirst(index))
  }

  private func declared(_ name: String) -> Option {
    guard let option = options.last(where: { $0.name == name }) else {
      preconditionFailure("\(command.name) declares no option --\(name)")
    }
    return option
  }

  private func missing(_ name: String) -> CommandError {
    var placeholder = ""
    if case .value(let text) = declared(name).kind { placeholder = " " + text }
    return .usage("--\(name) is needed", hint: "--\(name)\(placeholder)")
  }

}

private func written<Bound: Comparable>(_ range: some RangeExpression<Bound>) -> String {
  switch range {
  case let range as PartialRangeFrom<Bound>: "\(range.lowerBound) or more"
  case let range as PartialRangeThrough<Bound>: "\(range.upperBound) or less"
  case let range as PartialRangeUpTo<Bound>: "less than \(range.upperBound)"
  case let range as ClosedRange<Bound>: "\(range.lowerBound) to \(range.upperBound)"
  case let range as Range<Bound>: "\(range.lowerBound) to below \(range.upperBound)"
  default: "\(range)"
  }
}
