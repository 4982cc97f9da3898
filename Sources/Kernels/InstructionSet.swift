import CKernels

/// The instruction sets that the kernels are compiled for; all give the same bits.
public enum InstructionSet: String, CaseIterable, Sendable {
  /// Any machine: slow where it has no fused multiply-add.
  case portable

  /// x86-64 with AVX2 and FMA.
  case avx2

  /// x86-64 with AVX-512 F, BW, DQ and VL.
  case avx512

  /// Those that this machine can run, the fastest last.
  public static var available: [InstructionSet] {
    allCases.filter { sm_kernels_of($0.code) != nil }
  }

  var code: sm_isa {
    switch self {
    case .portable: SM_PORTABLE
    case .avx2: SM_AVX2
    case .avx512: SM_AVX512
    }
  }
}
