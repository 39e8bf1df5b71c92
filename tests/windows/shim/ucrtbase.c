/* TEST-ONLY: Wine 10's ucrtbase.dll has no functions of complex numbers, which numpy calls when it is
   imported. These stand in for them; tests/windows/c_run_time.py hands every other name on to Wine's
   own library. It goes into the Wine prefix, never into the product.

   Microsoft passes _Fcomplex (two floats) in one register and _Dcomplex by its address, as plain
   structures; _Lcomplex is the same as _Dcomplex. */
#include <complex.h>

typedef struct { float r, i; } F;
typedef struct { double r, i; } D;

static float _Complex f(F a) { float _Complex z; __real__ z = a.r; __imag__ z = a.i; return z; }
static double _Complex d(D a) { double _Complex z; __real__ z = a.r; __imag__ z = a.i; return z; }
static F to_f(float _Complex z) { F a = {__real__ z, __imag__ z}; return a; }
static D to_d(double _Complex z) { D a = {__real__ z, __imag__ z}; return a; }

#define ONE(name) \
    F shim_##name##f(F a) { return to_f(name##f(f(a))); } \
    D shim_##name(D a) { return to_d(name(d(a))); } \
    D shim_##name##l(D a) { return to_d(name(d(a))); }
#define REAL(name) \
    float shim_##name##f(F a) { return name##f(f(a)); } \
    double shim_##name(D a) { return name(d(a)); } \
    double shim_##name##l(D a) { return name(d(a)); }

ONE(cacos) ONE(cacosh) ONE(casin) ONE(casinh) ONE(catan) ONE(catanh) ONE(ccos) ONE(ccosh)
ONE(cexp) ONE(clog) ONE(conj) ONE(cproj) ONE(csin) ONE(csinh) ONE(csqrt) ONE(ctan) ONE(ctanh)
REAL(cabs) REAL(carg)

float shim_crealf(F a) { return a.r; }
double shim_creal(D a) { return a.r; }
double shim_creall(D a) { return a.r; }
float shim_cimagf(F a) { return a.i; }
double shim_cimag(D a) { return a.i; }
double shim_cimagl(D a) { return a.i; }
F shim_cpowf(F a, F b) { return to_f(cpowf(f(a), f(b))); }
D shim_cpow(D a, D b) { return to_d(cpow(d(a), d(b))); }
D shim_cpowl(D a, D b) { return to_d(cpow(d(a), d(b))); }
