#pragma once
#include <gmp.h>
#include <mpfr.h>

// MPFR's exponent is a macro with a check; this is the same for a number that is not 0.
static inline long floating_exponent(mpfr_srcptr x) { return mpfr_get_exp(x); }
static inline int floating_is_regular(mpfr_srcptr x) { return mpfr_regular_p(x); }
static inline int floating_is_number(mpfr_srcptr x) { return mpfr_number_p(x); }
static inline int floating_is_zero(mpfr_srcptr x) { return mpfr_zero_p(x); }
static inline int floating_sign(mpfr_srcptr x) { return mpfr_sgn(x); }
