// Sums of gradients and the optimiser's update.

static void sum_parts(long count, long parts, const float *const *part, float *sum) {
  for (long i = 0; i < count; i += 16) {
    v16 x = LOAD(part[0] + i);
    for (long p = 1; p < parts; p++) x += LOAD(part[p] + i);
    STORE(sum + i, x);
  }
}

static double sum_of_squares(long count, const float *x) {
  double sum = 0;
  for (long from = 0; from < count; from += 1024) {
    long to = count - from < 1024 ? count : from + 1024;
    v16 squares = SPLAT(0.0f);
    for (long i = from; i < to; i += 16) squares = FMA(LOAD(x + i), LOAD(x + i), squares);
    sum += (double)sum16(squares);
  }
  return sum;
}

static void adamw(long count, float *p, const float *g, float *m, float *v, float gradient_scale,
                  float learning_rate, float decay, float beta1, float beta2, float correction1,
                  float correction2, float epsilon) {
  v16 keep = SPLAT(1.0f - learning_rate * decay), step = SPLAT(learning_rate / correction1);
  v16 root = SPLAT(1.0f / __builtin_sqrtf(correction2));
  for (long i = 0; i < count; i += 16) {
    v16 G = LOAD(g + i) * SPLAT(gradient_scale);
    v16 M = FMA(LOAD(m + i), SPLAT(beta1), G * SPLAT(1.0f - beta1));
    v16 V = FMA(LOAD(v + i), SPLAT(beta2), G * G * SPLAT(1.0f - beta2));
    STORE(m + i, M);
    STORE(v + i, V);
    v16 size = FMA(__builtin_elementwise_sqrt(V), root, SPLAT(epsilon));
    STORE(p + i, FMA(-step, M / size, LOAD(p + i) * keep));
  }
}
