// AVX-512: 8 x 48 sums in twenty-four of thirty-two registers.
#include "CKernels.h"

#if defined(__x86_64__)
#define TILE_ROWS 8
#define TILE_PANELS 3
#pragma clang attribute push(                                                                     \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#include "body.h"
#pragma clang attribute pop

const sm_kernels sm_kernels_avx512 = KERNEL_TABLE(SM_AVX512);
#endif
