// The body of every instruction set's file: the loops, then the table of them.
#include "vector.h"

#include "gemm.h"

#include "pointwise.h"

#include "attention.h"

#include "vocabulary.h"

#include "optimizer.h"

#define KERNEL_TABLE(ISA)                                                                         \
  {                                                                                               \
    .isa = ISA, .gemm = gemm, .pack_transposed = pack_transposed, .pack = pack,                   \
    .rms_norm = rms_norm, .rms_norm_backward = rms_norm_backward, .rope = rope, .swiglu = swiglu, \
    .swiglu_backward = swiglu_backward, .exponential = exponential, .attention = attention,       \
    .attention_backward = attention_backward, .attention_cached = attention_cached,               \
    .store_key_value = store_key_value, .log_softmax_target = log_softmax_target,                 \
    .log_softmax_backward = log_softmax_backward, .log_probability = log_probability,             \
    .argmax = argmax, .sampling_weights = sampling_weights, .draw = draw, .add = add,             \
    .sum_parts = sum_parts, .sum_of_squares = sum_of_squares, .adamw = adamw,                     \
  }
