import CKernels
import Glibc

/// The inner loops, for one instruction set.
///
/// Every output element of a product is one sequential chain of fused multiply-adds, and vector
/// lanes are outputs: a row's result depends neither on the rows beside it, nor on its place among
/// them, nor on the instruction set. Widths that run along lanes are multiples of
/// ``KernelSet/lanes``.
public struct KernelSet: @unchecked Sendable {
  // Safe to share because the table is a constant of the program.
  let table: UnsafePointer<sm_kernels>

  /// Floats in a vector: widths are padded to a multiple of it.
  public static let lanes = Int(SM_LANES)

  /// The fastest set of this machine, or the one that the environment variable `STEPMARK_ISA`
  /// names (`portable`, `avx2` or `avx512`) where the machine has it.
  public static let best: KernelSet = {
    let forced = getenv("STEPMARK_ISA").flatMap { InstructionSet(rawValue: String(cString: $0)) }
    if let forced, let kernels = KernelSet(forced) { return kernels }
    guard let kernels = InstructionSet.available.last.flatMap(KernelSet.init) else {
      preconditionFailure("the portable kernels run everywhere")
    }
    return kernels
  }()

  /// The kernels for an instruction set; `nil` where this machine lacks it.
  public init?(_ instructionSet: InstructionSet) {
    guard let table = sm_kernels_of(instructionSet.code) else { return nil }
    self.table = table
  }

  /// The instruction set of these kernels.
  public var instructionSet: InstructionSet {
    InstructionSet.allCases.first { $0.code == table.pointee.isa } ?? .portable
  }

  /// `count` rounded up to whole vectors.
  public static func padded(_ count: Int) -> Int { (count + lanes - 1) / lanes * lanes }

  /// Runs `body` with denormals flushed to zero on this thread, as every worker of the engine does.
  ///
  /// Without it a row's bits could depend on the thread that computed it, and decaying moments of
  /// the optimiser cost three times as much.
  public static func flushingDenormals<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let state = sm_flush_denormals()
    defer { sm_restore_denormals(state) }
    return try body()
  }
}
