// Which table this machine can run, and its treatment of denormals.
#include "CKernels.h"
#include <stddef.h>

const sm_kernels *sm_kernels_of(sm_isa isa) {
  switch (isa) {
    case SM_PORTABLE:
      return &sm_kernels_portable;
#if defined(__x86_64__)
    case SM_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &sm_kernels_avx2
                                                                             : NULL;
    case SM_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                     __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
                 ? &sm_kernels_avx512
                 : NULL;
#endif
    default:
      return NULL;
  }
}

#if defined(__x86_64__)
#include <xmmintrin.h>

uint64_t sm_flush_denormals(void) {
  uint64_t state = _mm_getcsr();
  _mm_setcsr((unsigned)state | 0x8040);  // flush to zero, denormals are zero
  return state;
}

void sm_restore_denormals(uint64_t state) { _mm_setcsr((unsigned)state); }
#elif defined(__aarch64__)
uint64_t sm_flush_denormals(void) {
  uint64_t state;
  __asm__ volatile("mrs %0, fpcr" : "=r"(state));
  __asm__ volatile("msr fpcr, %0" : : "r"(state | (1ull << 24)));
  return state;
}

void sm_restore_denormals(uint64_t state) { __asm__ volatile("msr fpcr, %0" : : "r"(state)); }
#else
uint64_t sm_flush_denormals(void) { return 0; }
void sm_restore_denormals(uint64_t state) { (void)state; }
#endif
