#pragma once
#include <stdint.h>

// The inner loops of the engine.
//
// Every output element of a product is one sequential chain of fused multiply-adds over k, and
// vector lanes are outputs. So a result does not depend on the number of rows beside it, on its
// place among them, on tile sizes or on the instruction set. Matrices are row-major floats; widths
// that run along lanes are multiples of SM_LANES.

#define SM_LANES 16

/// Instruction sets, from the slowest to the fastest.
typedef enum sm_isa { SM_PORTABLE = 0, SM_AVX2 = 1, SM_AVX512 = 2 } sm_isa;

/// The attention of one sequence: head counts and the strides of its rows.
typedef struct sm_attention {
  long tokens;       ///< rows of the sequence
  long first_row;    ///< rows before it are not asked for
  long heads;        ///< query heads
  long kv_heads;     ///< key-value heads, a divisor of heads (arXiv 2305.13245)
  long head_size;    ///< floats in a head, a multiple of SM_LANES
  long qkv_stride;   ///< floats from one row of q, k and v to the next
  long out_stride;   ///< floats from one row of the output to the next
  float scale;       ///< factor of the scores
} sm_attention;

/// A kernel table for one instruction set.
typedef struct sm_kernels {
  sm_isa isa;

  /// C(m,n) (+)= sum over k of A(m,k) B(k,n); A(m,k) = A[m*a_row + k*a_col], of which one stride
  /// is 1; B(k,n) = B[(n/16)*b_panel + k*b_row + n%16]; n_columns a multiple of SM_LANES.
  void (*gemm)(long m_rows, long n_columns, long k_depth, const float *A, long a_row, long a_col,
               const float *B, long b_row, long b_panel, float *C, long c_row, int accumulate);
  /// Panels of W transposed: B(k,n) = W(n,k), W is [rows][columns], rows a multiple of SM_LANES.
  void (*pack_transposed)(long rows, long columns, const float *W, long stride, float *panels);
  /// Panels of W: B(k,n) = W(k,n), columns a multiple of SM_LANES.
  void (*pack)(long rows, long columns, const float *W, long stride, float *panels);

  /// y = x * r * weight, r = 1/sqrt(mean(x^2) + epsilon), stored per row (arXiv 1910.07467).
  void (*rms_norm)(long rows, long width, const float *x, long x_stride, const float *weight,
                   float epsilon, float *y, long y_stride, float *inverse_rms);
  /// dx += the gradient by x, dweight += the gradient by the weight.
  void (*rms_norm_backward)(long rows, long width, const float *x, long x_stride,
                            const float *weight, const float *inverse_rms, const float *dy,
                            long dy_stride, float *dx, long dx_stride, float *dweight);
  /// Rotates `heads` heads of each row by its position's angles (arXiv 2104.09864); direction is 1,
  /// or -1 for the gradient. cosines and sines are [positions][head_size/2].
  void (*rope)(long rows, long heads, long head_size, float *x, long stride,
               const int32_t *positions, const float *cosines, const float *sines, int direction);
  /// out = silu(gate) * up, where a row of gate_up is gate then up (arXiv 2002.05202).
  void (*swiglu)(long rows, long width, const float *gate_up, float *out);
  /// Replaces gate_up by its gradient, given that of the output.
  void (*swiglu_backward)(long rows, long width, float *gate_up, const float *dout);
  void (*exponential)(long count, const float *x, float *y);

  /// Causal attention of one sequence; P keeps the weights, [heads][tokens][padded tokens];
  /// panels is scratch of head_size * padded tokens.
  void (*attention)(const sm_attention *a, const float *q, const float *k, const float *v,
                    float *P, float *out, float *panels);
  /// Gradients dq, dk, dv (stride qkv_stride, overwritten in rows asked for, dk and dv in all);
  /// dP is scratch of tokens * padded tokens.
  void (*attention_backward)(const sm_attention *a, const float *q, const float *k, const float *v,
                             const float *P, const float *out, const float *dout, float *dq,
                             float *dk, float *dv, float *dP, float *panels);
  /// One row against cached blocks of 16 positions: keys [kv_heads][head_size][16] at key_offset of
  /// a block, values [16][kv_heads*head_size] at value_offset. scores is [heads][padded length].
  void (*attention_cached)(const sm_attention *a, const float *q, const float *const *blocks,
                           long key_offset, long value_offset, long length, float *scores,
                           float *out);
  /// Writes a row's key and value into lane `slot` of its block.
  void (*store_key_value)(long kv_heads, long head_size, const float *k, const float *v, long slot,
                          float *key_block, float *value_block);

  /// Log-probability of the target; replaces the logits by exp(logit - max), gives 1/sum.
  float (*log_softmax_target)(long vocabulary, long padded, float *logits, long target,
                              float *inverse_sum);
  /// Turns those exponentials into the gradient by the logits; g = dLoss/dlogprob.
  void (*log_softmax_backward)(long padded, float *exponentials, float inverse_sum, long target,
                               float g);
  /// The same log-probability, without changing the logits.
  float (*log_probability)(long vocabulary, long padded, const float *logits, long target);
  /// Index of the largest logit + bias, the first of equals.
  long (*argmax)(long padded, const float *logits, const float *bias);
  /// weights = exp((logit + bias - max) / temperature).
  void (*sampling_weights)(long padded, const float *logits, const float *bias,
                           float inverse_temperature, float *weights);
  /// The first index at which the running sum exceeds unit * total; never one of weight 0.
  long (*draw)(long padded, const float *weights, double unit);

  /// y += x
  void (*add)(long count, const float *x, float *y);
  /// sum[i] = parts[0][i] + parts[1][i] + ..., in this order.
  void (*sum_parts)(long count, long parts, const float *const *part, float *sum);
  /// Sum of squares in a fixed order.
  double (*sum_of_squares)(long count, const float *x);
  /// Decoupled weight decay (arXiv 1711.05101); g is scaled by gradient_scale first.
  void (*adamw)(long count, float *p, const float *g, float *m, float *v, float gradient_scale,
                float learning_rate, float decay, float beta1, float beta2, float correction1,
                float correction2, float epsilon);
} sm_kernels;

/// The table of an instruction set, or NULL where this machine lacks it.
const sm_kernels *sm_kernels_of(sm_isa isa);

/// Makes this thread flush denormals to zero; returns the former state for sm_restore_denormals.
uint64_t sm_flush_denormals(void);
void sm_restore_denormals(uint64_t state);

extern const sm_kernels sm_kernels_portable, sm_kernels_avx2, sm_kernels_avx512;
