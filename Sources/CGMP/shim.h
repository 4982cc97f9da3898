#pragma once
#include <gmp.h>

// GMP's names are macros, which Swift does not see; these are the ones that the package uses.

static inline void rational_initialise(mpq_ptr x) { mpq_init(x); }
static inline void rational_clear(mpq_ptr x) { mpq_clear(x); }
static inline void rational_copy(mpq_ptr x, mpq_srcptr y) { mpq_set(x, y); }
/// Sets a fraction of two machine integers; the denominator must be positive.
static inline void rational_set(mpq_ptr x, long numerator, long denominator) {
  mpq_set_si(x, numerator, (unsigned long)denominator);
  mpq_canonicalize(x);
}
/// Sets a whole number from decimal digits that end in NUL; 0 means success.
static inline int rational_set_digits(mpq_ptr x, const char *digits) {
  mpz_set_ui(mpq_denref(x), 1);
  return mpz_set_str(mpq_numref(x), digits, 10);
}
/// Sets 10 to a power.
static inline void rational_power_of_ten(mpq_ptr x, unsigned long exponent) {
  mpz_set_ui(mpq_denref(x), 1);
  mpz_ui_pow_ui(mpq_numref(x), 10, exponent);
}
static inline void rational_add(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_add(r, x, y); }
static inline void rational_subtract(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_sub(r, x, y); }
static inline void rational_multiply(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_mul(r, x, y); }
/// The divisor must not be 0.
static inline void rational_divide(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_div(r, x, y); }
static inline void rational_power(mpq_ptr r, mpq_srcptr x, unsigned long exponent) {
  mpz_pow_ui(mpq_numref(r), mpq_numref(x), exponent);
  mpz_pow_ui(mpq_denref(r), mpq_denref(x), exponent);
}
static inline int rational_compare(mpq_srcptr x, mpq_srcptr y) { return mpq_cmp(x, y); }
static inline int rational_sign(mpq_srcptr x) { return mpq_sgn(x); }
static inline unsigned long rational_numerator_bits(mpq_srcptr x) {
  return mpz_sizeinbase(mpq_numref(x), 2);
}
static inline unsigned long rational_denominator_bits(mpq_srcptr x) {
  return mpz_sizeinbase(mpq_denref(x), 2);
}
static inline int rational_is_small(mpq_srcptr x) {
  return mpz_fits_slong_p(mpq_numref(x)) && mpz_fits_slong_p(mpq_denref(x));
}
static inline long rational_small_numerator(mpq_srcptr x) { return mpz_get_si(mpq_numref(x)); }
static inline long rational_small_denominator(mpq_srcptr x) { return mpz_get_si(mpq_denref(x)); }
static inline int rational_is_whole(mpq_srcptr x) { return mpz_cmp_ui(mpq_denref(x), 1) == 0; }
static inline void rational_floor(mpq_ptr r, mpq_srcptr x) {
  mpz_fdiv_q(mpq_numref(r), mpq_numref(x), mpq_denref(x));
  mpz_set_ui(mpq_denref(r), 1);
}
/// The greatest common divisor of two whole numbers.
static inline void rational_gcd(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) {
  mpz_gcd(mpq_numref(r), mpq_numref(x), mpq_numref(y));
  mpz_set_ui(mpq_denref(r), 1);
}
/// The root of a degree, if it is rational: 1; else 0. Nothing negative.
static inline int rational_root(mpq_ptr r, mpq_srcptr x, unsigned long degree) {
  int numerator = mpz_root(mpq_numref(r), mpq_numref(x), degree);
  int denominator = mpz_root(mpq_denref(r), mpq_denref(x), degree);
  return numerator && denominator;
}
/// The remainders of |numerator| and denominator by a modulus.
static inline unsigned long rational_numerator_remainder(mpq_srcptr x, unsigned long modulus) {
  return mpz_fdiv_ui(mpq_numref(x), modulus);
}
static inline unsigned long rational_denominator_remainder(mpq_srcptr x, unsigned long modulus) {
  return mpz_fdiv_ui(mpq_denref(x), modulus);
}
