// Sixteen lanes whatever the machine: the compiler splits them into the registers that it has, so
// sums have the same order everywhere.
#include <stdint.h>

// Vectors are passed to inlined functions only, so that their calling convention does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))

typedef float v16 __attribute__((ext_vector_type(16)));
typedef float v16_unaligned __attribute__((ext_vector_type(16), aligned(4), may_alias));
typedef int32_t i16 __attribute__((ext_vector_type(16)));
typedef float v8 __attribute__((ext_vector_type(8)));
typedef float v8_unaligned __attribute__((ext_vector_type(8), aligned(4), may_alias));
typedef float v4 __attribute__((ext_vector_type(4)));
typedef float v2 __attribute__((ext_vector_type(2)));

#define LOAD(p) ((v16) * (const v16_unaligned *)(p))
#define STORE(p, x) (*(v16_unaligned *)(p) = (x))
#define LOAD8(p) ((v8) * (const v8_unaligned *)(p))
#define STORE8(p, x) (*(v8_unaligned *)(p) = (x))
#define SPLAT(x) ((v16)(float)(x))
#define FMA(a, b, c) __builtin_elementwise_fma((v16)(a), (v16)(b), (v16)(c))
#define FMA8(a, b, c) __builtin_elementwise_fma((v8)(a), (v8)(b), (v8)(c))
#define MAX(a, b) __builtin_elementwise_max((v16)(a), (v16)(b))

static const i16 LANE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

INLINE long padded(long n) { return (n + 15) & ~15L; }

INLINE v16 select16(i16 mask, v16 yes, v16 no) {
  return (v16)(((i16)yes & mask) | ((i16)no & ~mask));
}

/// Halves are added pairwise: one fixed tree.
INLINE float sum16(v16 x) {
  v8 a = x.lo + x.hi;
  v4 b = a.lo + a.hi;
  v2 c = b.lo + b.hi;
  return c.x + c.y;
}

INLINE float max16(v16 x) {
  v8 a = __builtin_elementwise_max(x.lo, x.hi);
  v4 b = __builtin_elementwise_max(a.lo, a.hi);
  v2 c = __builtin_elementwise_max(b.lo, b.hi);
  return c.x > c.y ? c.x : c.y;
}

/// e^x for x up to 88, 0 below -87: 2^n times a polynomial of degree 6 in r, |r| <= ln 2 / 2
/// (the coefficients of Cephes' expf; relative error about 1e-7).
INLINE v16 exp16(v16 x) {
  const float magic = 0x1.8p23f;  // adding it rounds to an integer, kept in the low bits
  v16 clamped = __builtin_elementwise_min(MAX(x, SPLAT(-87.0f)), SPLAT(88.0f));
  v16 shifted = FMA(clamped, SPLAT(1.44269504f), SPLAT(magic));
  v16 n = shifted - SPLAT(magic);
  v16 r = FMA(n, SPLAT(-0.693359375f), clamped);
  r = FMA(n, SPLAT(2.12194440e-4f), r);
  v16 p = FMA(r, SPLAT(1.9875691500e-4f), SPLAT(1.3981999507e-3f));
  p = FMA(p, r, SPLAT(8.3334519073e-3f));
  p = FMA(p, r, SPLAT(4.1665795894e-2f));
  p = FMA(p, r, SPLAT(1.6666665459e-1f));
  p = FMA(p, r, SPLAT(5.0000001201e-1f));
  p = FMA(p, r * r, r + SPLAT(1.0f));
  i16 exponent = (((i16)shifted - (i16)SPLAT(magic)) + 127) << 23;
  return select16(x >= SPLAT(-87.0f), p * (v16)exponent, SPLAT(0.0f));
}
