// Causal attention, whole sequences for training and one row against a cache for sampling. Both
// compute a score as one chain over the head and an output as one chain over the positions.

#define QUERY_ROWS (2 * TILE_ROWS)

/// Weights of the first `length` scores of a row; the rest of `width` becomes 0.
INLINE void softmax_row(float *s, long length, long width, float scale) {
  v16 top = SPLAT(-__builtin_inff());
  for (long j = 0; j < length; j += 16) {
    v16 x = LOAD(s + j) * SPLAT(scale);
    x = select16(LANE < (i16)(int32_t)(length - j), x, SPLAT(-__builtin_inff()));
    STORE(s + j, x);
    top = MAX(top, x);
  }
  float highest = max16(top);
  v16 total = SPLAT(0.0f);
  for (long j = 0; j < length; j += 16) {
    v16 e = exp16(LOAD(s + j) - SPLAT(highest));
    STORE(s + j, e);
    total += e;
  }
  float inverse = 1.0f / sum16(total);
  for (long j = 0; j < length; j += 16) STORE(s + j, LOAD(s + j) * SPLAT(inverse));
  for (long j = padded(length); j < width; j += 16) STORE(s + j, SPLAT(0.0f));
}

/// Panels of rows transposed, the lanes beyond the last row 0.
INLINE void pack_heads(long tokens, long head_size, const float *x, long stride, float *panels) {
  for (long j = 0; j < tokens; j += 16)
    for (long lane = 0; lane < 16; lane++)
      for (long d = 0; d < head_size; d++)
        panels[j * head_size + d * 16 + lane] = j + lane < tokens ? x[(j + lane) * stride + d] : 0;
}

/// Blocks of query rows start at multiples of QUERY_ROWS, so that a block's scores reach at least
/// as far as the tile of keys on its diagonal.
INLINE long block_end(long q, long tokens) {
  long end = (q / QUERY_ROWS + 1) * QUERY_ROWS;
  return end < tokens ? end : tokens;
}

static void attention(const sm_attention *a, const float *q, const float *k, const float *v,
                      float *P, float *out, float *panels) {
  long T = a->tokens, width = padded(T), size = a->head_size, ld = a->qkv_stride;
  long group = a->heads / a->kv_heads;
  for (long h = 0; h < a->heads; h++) {
    long kv = h / group;
    if (h % group == 0) pack_heads(T, size, k + kv * size, ld, panels);
    float *weights = P + h * T * width;
    for (long from = a->first_row, to; from < T; from = to) {
      to = block_end(from, T);
      long reach = padded(to);
      gemm(to - from, reach, size, q + from * ld + h * size, ld, 1, panels, 16, size * 16,
           weights + from * width, width, 0);
      for (long t = from; t < to; t++) softmax_row(weights + t * width, t + 1, reach, a->scale);
      gemm(to - from, size, to, weights + from * width, width, 1, v + kv * size, ld, 16,
           out + from * a->out_stride + h * size, a->out_stride, 0);
    }
  }
}

static void attention_backward(const sm_attention *a, const float *q, const float *k,
                               const float *v, const float *P, const float *out, const float *dout,
                               float *dq, float *dk, float *dv, float *dP, float *panels) {
  long T = a->tokens, width = padded(T), size = a->head_size, ld = a->qkv_stride;
  long lo = a->out_stride, first = a->first_row, group = a->heads / a->kv_heads;
  for (long h = 0; h < a->heads; h++) {
    long kv = h / group;
    if (h % group == 0) pack_heads(T, size, v + kv * size, ld, panels);
    const float *weights = P + h * T * width;
    for (long from = first, to; from < T; from = to) {
      to = block_end(from, T);
      long reach = padded(to);
      gemm(to - from, reach, size, dout + from * lo + h * size, lo, 1, panels, 16, size * 16,
           dP + from * width, width, 0);
      for (long t = from; t < to; t++) {
        v16 dot = SPLAT(0.0f);
        for (long d = 0; d < size; d += 16)
          dot = FMA(LOAD(dout + t * lo + h * size + d), LOAD(out + t * lo + h * size + d), dot);
        v16 delta = SPLAT(sum16(dot)), scale = SPLAT(a->scale);
        for (long j = 0; j < reach; j += 16) {
          float *s = dP + t * width + j;
          STORE(s, LOAD(weights + t * width + j) * (LOAD(s) - delta) * scale);
        }
      }
      gemm(to - from, size, to, dP + from * width, width, 1, k + kv * size, ld, 16,
           dq + from * ld + h * size, ld, 0);
    }
    // A key is seen by the queries from its own position on.
    for (long from = 0, to; from < T; from = to) {
      to = block_end(from, T);
      long seen = from > first ? from : first, accumulate = h % group != 0;
      gemm(to - from, size, T - seen, dP + seen * width + from, 1, width,
           q + seen * ld + h * size, ld, 16, dk + from * ld + kv * size, ld, (int)accumulate);
      gemm(to - from, size, T - seen, weights + seen * width + from, 1, width,
           dout + seen * lo + h * size, lo, 16, dv + from * ld + kv * size, ld, (int)accumulate);
    }
  }
}

INLINE void score_blocks(const int count, long size, const float *q, const float *const *blocks,
                         long offset, float *scores) {
  v16 sum[4];
#pragma clang loop unroll(full)
  for (int b = 0; b < count; b++) sum[b] = SPLAT(0.0f);
  for (long d = 0; d < size; d++) {
    v16 x = SPLAT(q[d]);
#pragma clang loop unroll(full)
    for (int b = 0; b < count; b++) sum[b] = FMA(x, LOAD(blocks[b] + offset + d * 16), sum[b]);
  }
#pragma clang loop unroll(full)
  for (int b = 0; b < count; b++) STORE(scores + b * 16, sum[b]);
}

/// Outputs of `count` consecutive vectors of the row, each with its head's weights.
INLINE void mix_values(const int count, const sm_attention *a, long column, long length,
                       const float *const *blocks, long offset, const float *scores, float *out) {
  long width = padded(length), group = a->heads / a->kv_heads, size = a->head_size;
  long row = a->kv_heads * size;
  v16 sum[6];
  const float *weight[6];
  long source[6];
#pragma clang loop unroll(full)
  for (int c = 0; c < count; c++) {
    long at = column + c * 16, head = at / size;
    sum[c] = SPLAT(0.0f);
    weight[c] = scores + head * width;
    source[c] = offset + head / group * size + at % size;
  }
  for (long from = 0; from < length; from += 16) {
    const float *block = blocks[from / 16];
    long to = length - from < 16 ? length - from : 16;
    for (long j = 0; j < to; j++)
#pragma clang loop unroll(full)
      for (int c = 0; c < count; c++)
        sum[c] = FMA(SPLAT(weight[c][from + j]), LOAD(block + source[c] + j * row), sum[c]);
  }
#pragma clang loop unroll(full)
  for (int c = 0; c < count; c++) STORE(out + column + c * 16, sum[c]);
}

static void attention_cached(const sm_attention *a, const float *q, const float *const *blocks,
                             long key_offset, long value_offset, long length, float *scores,
                             float *out) {
  long width = padded(length), size = a->head_size, group = a->heads / a->kv_heads;
  long used = width / 16;
  for (long h = 0; h < a->heads; h++) {
    const float *query = q + h * size;
    float *row = scores + h * width;
    long offset = key_offset + h / group * size * 16, b = 0;
    for (; b + 4 <= used; b += 4) score_blocks(4, size, query, blocks + b, offset, row + b * 16);
    if (b + 2 <= used) {
      score_blocks(2, size, query, blocks + b, offset, row + b * 16);
      b += 2;
    }
    if (b < used) score_blocks(1, size, query, blocks + b, offset, row + b * 16);
    softmax_row(row, length, width, a->scale);
  }
  long columns = a->heads * size, c = 0;
  for (; c + 96 <= columns; c += 96)
    mix_values(6, a, c, length, blocks, value_offset, scores, out);
  for (; c + 32 <= columns; c += 32)
    mix_values(2, a, c, length, blocks, value_offset, scores, out);
  if (c < columns) mix_values(1, a, c, length, blocks, value_offset, scores, out);
}

static void store_key_value(long kv_heads, long head_size, const float *k, const float *v,
                            long slot, float *key_block, float *value_block) {
  long width = kv_heads * head_size;
  for (long i = 0; i < width; i++) key_block[i * 16 + slot] = k[i];
  for (long i = 0; i < width; i += 16) STORE(value_block + slot * width + i, LOAD(v + i));
}
