// Normalisation, rotation and the gated activation: one row or one element at a time.

static void rms_norm(long rows, long width, const float *x, long x_stride, const float *weight,
                     float epsilon, float *y, long y_stride, float *inverse_rms) {
  for (long t = 0; t < rows; t++) {
    const float *row = x + t * x_stride;
    v16 squares = SPLAT(0.0f);
    for (long i = 0; i < width; i += 16) squares = FMA(LOAD(row + i), LOAD(row + i), squares);
    float mean = sum16(squares) / (float)width;
    float r = 1.0f / __builtin_sqrtf(mean + epsilon);
    inverse_rms[t] = r;
    for (long i = 0; i < width; i += 16)
      STORE(y + t * y_stride + i, LOAD(row + i) * SPLAT(r) * LOAD(weight + i));
  }
}

static void rms_norm_backward(long rows, long width, const float *x, long x_stride,
                              const float *weight, const float *inverse_rms, const float *dy,
                              long dy_stride, float *dx, long dx_stride, float *dweight) {
  for (long t = 0; t < rows; t++) {
    const float *row = x + t * x_stride, *drow = dy + t * dy_stride;
    float *out = dx + t * dx_stride;
    float r = inverse_rms[t];
    v16 dot = SPLAT(0.0f);
    for (long i = 0; i < width; i += 16)
      dot = FMA(LOAD(drow + i) * LOAD(weight + i), LOAD(row + i), dot);
    float pull = -(sum16(dot) * r * r * r) / (float)width;
    for (long i = 0; i < width; i += 16) {
      v16 X = LOAD(row + i), D = LOAD(drow + i);
      STORE(dweight + i, FMA(D * SPLAT(r), X, LOAD(dweight + i)));
      v16 scaled = FMA(X, SPLAT(pull), D * LOAD(weight + i) * SPLAT(r));
      STORE(out + i, LOAD(out + i) + scaled);
    }
  }
}

static void rope(long rows, long heads, long head_size, float *x, long stride,
                 const int32_t *positions, const float *cosines, const float *sines,
                 int direction) {
  long half = head_size / 2;
  for (long t = 0; t < rows; t++)
    for (long h = 0; h < heads; h++) {
      float *a = x + t * stride + h * head_size, *b = a + half;
      const float *cosine = cosines + positions[t] * half, *sine = sines + positions[t] * half;
      for (long i = 0; i < half; i += 8) {
        v8 A = LOAD8(a + i), B = LOAD8(b + i), c = LOAD8(cosine + i);
        v8 s = LOAD8(sine + i) * (v8)(float)direction;
        STORE8(a + i, FMA8(A, c, -(B * s)));
        STORE8(b + i, FMA8(B, c, A * s));
      }
    }
}

INLINE v16 sigmoid16(v16 x) { return SPLAT(1.0f) / (SPLAT(1.0f) + exp16(-x)); }

static void swiglu(long rows, long width, const float *gate_up, float *out) {
  for (long t = 0; t < rows; t++)
    for (long i = 0; i < width; i += 16) {
      v16 gate = LOAD(gate_up + t * 2 * width + i), up = LOAD(gate_up + t * 2 * width + width + i);
      STORE(out + t * width + i, gate * sigmoid16(gate) * up);
    }
}

static void swiglu_backward(long rows, long width, float *gate_up, const float *dout) {
  for (long t = 0; t < rows; t++)
    for (long i = 0; i < width; i += 16) {
      float *g = gate_up + t * 2 * width + i, *u = g + width;
      v16 gate = LOAD(g), up = LOAD(u), d = LOAD(dout + t * width + i);
      v16 s = sigmoid16(gate);
      v16 silu = gate * s;
      STORE(u, d * silu);
      STORE(g, d * up * FMA(silu, SPLAT(1.0f) - s, s));
    }
}

static void exponential(long count, const float *x, float *y) {
  for (long i = 0; i < count; i += 16) STORE(y + i, exp16(LOAD(x + i)));
}

static void add(long count, const float *x, float *y) {
  for (long i = 0; i < count; i += 16) STORE(y + i, LOAD(y + i) + LOAD(x + i));
}
