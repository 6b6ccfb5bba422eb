// Elementary functions for hot loops: single precision, IEEE operations only, no branches, so that
// every processor and compiler gives the same bits and loops over them vectorise. Integer steps are
// unsigned: whatever the lanes beyond a loop's elements hold, nothing undefined is computed.
// Errors are those measured by the tests against libm.
#ifndef VROSIM_CORE_VMATH_H
#define VROSIM_CORE_VMATH_H

#include "vrosim/core/vector.h"

#include <stdint.h>
#include <string.h>

VRO_INLINE float vro_float_of_bits(int32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

VRO_INLINE int32_t vro_bits_of_float(float value) {
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

// The nearest whole number, ties to even, of |x| < 2^22: adding 1.5 * 2^23 leaves no fraction bits.
VRO_INLINE int32_t vro_nearest(float x) {
    return (int32_t)((uint32_t)vro_bits_of_float(x + 12582912.0f) - 0x4B400000u);
}

VRO_INLINE float vro_smaller(float a, float b) {
    return a < b ? a : b;
}

VRO_INLINE float vro_larger(float a, float b) {
    return a > b ? a : b;
}

VRO_INLINE float vro_clip(float x, float low, float high) {
    return vro_smaller(vro_larger(x, low), high);
}

// The parts of exp x = 2^n (1 + tail), |x| <= 87.
typedef struct vro_exp_parts {
    float scale; // 2^n
    float tail;  // e^r - 1, |r| <= ln 2 / 2
} vro_exp_parts;

// n = round(x / ln 2), r = x - n ln 2 with ln 2 in two pieces, Taylor to r^7 / 7!. Here and below
// polynomials are summed in pairs of terms (Estrin), which halves the chain of operations that wait
// for each other.
VRO_INLINE vro_exp_parts vro_exp_split(float x) {
    const int32_t n = vro_nearest(x * 1.44269504f);
    const float whole = (float)n;
    const float r = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
    const float q = r * r;
    const float low = 0.5f + r * (1.0f / 6), middle = 1.0f / 24 + r * (1.0f / 120);
    const float high = 1.0f / 720 + r * (1.0f / 5040);
    const float p = low + q * (middle + q * high);
    return (vro_exp_parts){vro_float_of_bits((n + 127) * (1 << 23)), r + q * p};
}

// e^x, x clipped to [-87, 88]. Relative error below 1e-7.
VRO_INLINE float vro_exp(float x) {
    const vro_exp_parts parts = vro_exp_split(vro_clip(x, -87.0f, 88.0f));
    return parts.scale + parts.scale * parts.tail;
}

// 1 - e^-x for x >= 0 (clipped to [0, 87]), with full relative precision near 0. Relative error
// below 1e-7.
VRO_INLINE float vro_one_minus_exp(float x) {
    const vro_exp_parts parts = vro_exp_split(-vro_clip(x, 0.0f, 87.0f));
    return (1.0f - parts.scale) - parts.scale * parts.tail;
}

// ln(1 + f) for f in [-0.3, 0.42]: 2 artanh(s), s = f / (2 + f), series to s^11.
VRO_INLINE float vro_log_near_one(float f) {
    const float s = f / (2.0f + f), q = s * s, qq = q * q;
    const float low = 2.0f / 3 + q * (2.0f / 5), high = 2.0f / 7 + q * (2.0f / 9);
    const float p = low + qq * (high + qq * (2.0f / 11));
    return 2.0f * s + s * q * p;
}

// x = m 2^e with m in [sqrt(1/2), sqrt(2)), x positive and normal.
VRO_INLINE int32_t vro_log_exponent(float x) {
    return (int32_t)((uint32_t)vro_bits_of_float(x) - 0x3F3504F3u) >> 23;
}

VRO_INLINE float vro_log_mantissa(float x, int32_t exponent) {
    return vro_float_of_bits(
        (int32_t)((uint32_t)vro_bits_of_float(x) - ((uint32_t)exponent << 23)));
}

// ln x for positive normal x. Error below 1.3e-7 of max(1, |ln x|).
VRO_INLINE float vro_log(float x) {
    const int32_t e = vro_log_exponent(x);
    const float m = vro_log_mantissa(x, e);
    return vro_log_near_one(m - 1.0f) + (float)e * 0.693147181f;
}

// x + 0.5 of a 32-bit draw, rounded once: both halves and their sum before rounding are exact.
VRO_INLINE float vro_float_of_draw(uint32_t x) {
    return (float)(int32_t)(x >> 16) * 65536.0f + ((float)(int32_t)(x & 0xFFFF) + 0.5f);
}

// ln u of u = (x + 0.5) / 2^32. Error below 1.6e-7 of max(1, |ln u|).
VRO_INLINE float vro_log_of_draw(uint32_t x) {
    return vro_log(vro_float_of_draw(x) * 2.3283064365386963e-10f);
}

// -ln(1 - u), the unit exponential variate that increases with u = (x + 0.5) / 2^32. Relative error
// below 3e-7 down to the smallest: near u = 0 the logarithm works on u itself, not on 1 - u.
VRO_INLINE float vro_exponential_of_draw(uint32_t x) {
    const float u = vro_float_of_draw(x) * 2.3283064365386963e-10f;
    const float rest = vro_float_of_draw(~x) * 2.3283064365386963e-10f;
    const int32_t e = vro_log_exponent(rest);
    const float f = e == 0 ? -u : vro_log_mantissa(rest, e) - 1.0f;
    return -(vro_log_near_one(f) + (float)e * 0.693147181f);
}

// Sine and cosine of an angle in degrees, |angle| < 1e6. Error below 1e-7.
// angle = 90 n + r, |r| <= 45, exactly; Taylor to the 11th power; n mod 4 chooses.
typedef struct vro_direction {
    float sine;
    float cosine;
} vro_direction;

VRO_INLINE vro_direction vro_direction_of(float angle) {
    const int32_t n = vro_nearest(angle * (1.0f / 90));
    const float r = (angle - (float)n * 90.0f) * 0.0174532925f, q = r * r, qq = q * q;
    const float s_low = q * (1.0f / 120) - 1.0f / 6, s_high = q * (1.0f / 362880) - 1.0f / 5040;
    const float s = r + r * q * (s_low + qq * (s_high - qq * (1.0f / 39916800)));
    const float c_low = 1.0f / 24 - q * (1.0f / 720), c_high = 1.0f / 40320 - q * (1.0f / 3628800);
    const float c = (1.0f - 0.5f * q) + qq * (c_low + qq * c_high);
    const float sine = n & 1 ? c : s, cosine = n & 1 ? s : c;
    return (vro_direction){n & 2 ? -sine : sine, (n + 1) & 2 ? -cosine : cosine};
}

// Tangent of an angle in degrees within [-80, 80]. Relative error below 3e-7.
VRO_INLINE float vro_tangent(float angle) {
    const vro_direction direction = vro_direction_of(angle);
    return direction.sine / direction.cosine;
}

#endif
