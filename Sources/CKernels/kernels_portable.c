// Any machine: the compiler's own vectors, and its fused multiply-add where there is one.
#include "CKernels.h"

#define TILE_ROWS 6
#define TILE_PANELS 1
#include "body.h"

const sm_kernels sm_kernels_portable = KERNEL_TABLE(SM_PORTABLE);
