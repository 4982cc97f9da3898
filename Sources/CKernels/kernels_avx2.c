// AVX2 and FMA: 6 x 16 sums fill twelve of sixteen registers; wider tiles spill.
#include "CKernels.h"

#if defined(__x86_64__)
#define TILE_ROWS 6
#define TILE_PANELS 1
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "body.h"
#pragma clang attribute pop

const sm_kernels sm_kernels_avx2 = KERNEL_TABLE(SM_AVX2);
#endif
