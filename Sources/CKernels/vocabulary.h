// What happens over a row of logits: log-probabilities, their gradient, and drawing a token.

INLINE v16 valid_lanes(v16 x, long i, long vocabulary) {
  return select16(LANE < (i16)(int32_t)(vocabulary - i), x, SPLAT(-__builtin_inff()));
}

INLINE float highest_logit(long vocabulary, long width, const float *logits) {
  v16 top = SPLAT(-__builtin_inff());
  for (long i = 0; i < width; i += 16) top = MAX(top, valid_lanes(LOAD(logits + i), i, vocabulary));
  return max16(top);
}

static float log_softmax_target(long vocabulary, long width, float *logits, long target,
                                float *inverse_sum) {
  float highest = highest_logit(vocabulary, width, logits), chosen = logits[target];
  v16 total = SPLAT(0.0f);
  for (long i = 0; i < width; i += 16) {
    v16 e = exp16(valid_lanes(LOAD(logits + i), i, vocabulary) - SPLAT(highest));
    STORE(logits + i, e);
    total += e;
  }
  float sum = sum16(total);
  *inverse_sum = 1.0f / sum;
  return (float)((double)chosen - (double)highest - __builtin_log((double)sum));
}

static void log_softmax_backward(long width, float *exponentials, float inverse_sum, long target,
                                 float g) {
  v16 factor = SPLAT(-g * inverse_sum);
  for (long i = 0; i < width; i += 16) STORE(exponentials + i, LOAD(exponentials + i) * factor);
  exponentials[target] += g;
}

static float log_probability(long vocabulary, long width, const float *logits, long target) {
  float highest = highest_logit(vocabulary, width, logits);
  v16 total = SPLAT(0.0f);
  for (long i = 0; i < width; i += 16)
    total += exp16(valid_lanes(LOAD(logits + i), i, vocabulary) - SPLAT(highest));
  return (float)((double)logits[target] - (double)highest - __builtin_log((double)sum16(total)));
}

static long argmax(long width, const float *logits, const float *bias) {
  long best = 0;
  float highest = -__builtin_inff();
  for (long i = 0; i < width; i++) {
    float x = logits[i] + bias[i];
    if (x > highest) highest = x, best = i;
  }
  return best;
}

static void sampling_weights(long width, const float *logits, const float *bias,
                             float inverse_temperature, float *weights) {
  v16 top = SPLAT(-__builtin_inff());
  for (long i = 0; i < width; i += 16) {
    v16 x = LOAD(logits + i) + LOAD(bias + i);
    STORE(weights + i, x);
    top = MAX(top, x);
  }
  v16 highest = SPLAT(max16(top));
  for (long i = 0; i < width; i += 16)
    STORE(weights + i, exp16((LOAD(weights + i) - highest) * SPLAT(inverse_temperature)));
}

static long draw(long width, const float *weights, double unit) {
  double total = 0;
  for (long i = 0; i < width; i += 16) total += (double)sum16(LOAD(weights + i));
  double goal = unit * total, passed = 0;
  long last = 0;
  for (long i = 0; i < width; i += 16) {
    double block = (double)sum16(LOAD(weights + i));
    if (passed + block > goal) {
      double sum = passed;
      for (long j = i; j < i + 16; j++) {
        sum += (double)weights[j];
        if (weights[j] > 0) {
          last = j;
          if (sum > goal) return j;
        }
      }
      // Rounding of the block's sum: the block was to hold it, so its last candidate does.
      if (weights[last] > 0 && last >= i) return last;
    }
    passed += block;
    for (long j = i; j < i + 16; j++)
      if (weights[j] > 0) last = j;
  }
  return last;
}
