package elementary

import (
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Whole powers can be had exactly: theirs must be the nearest float.
func TestPowIsNearest(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 5000 {
		x, n := 50*random.Float64(), 1+random.Intn(60)
		exact := big.NewFloat(1).SetPrec(53 * 64)
		for range n {
			exact.Mul(exact, big.NewFloat(x))
		}
		want, _ := exact.Float64()
		assert.Equal(t, want, Pow(x, float64(n)), "%v ** %d", x, n)
		inverse, _ := new(big.Float).SetPrec(200).Quo(big.NewFloat(1), exact).Float64()
		assert.Equal(t, inverse, Pow(x, float64(-n)), "%v ** -%d", x, n)
	}
}

// Functions and their inverses know nothing of each other but must agree as
// well as floats can.
func TestInverses(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	for range 5000 {
		x := 700 * random.Float64()
		assert.InEpsilon(t, x, Log(Exp(x)), 1e-15, "log exp %v", x)
		assert.Equal(t, math.Round(x), Log2(twoTo(math.Round(x))), "log2 of 2 ** %v", math.Round(x))
		r := Cbrt(x)
		assert.InEpsilon(t, x, r*r*r, 1e-15, "cube of %v", r)
		angle := 3 * (random.Float64() - 0.5)
		assert.InEpsilon(t, angle, Atan(Tan(angle)), 1e-14, "atan tan %v", angle)
		assert.InEpsilon(t, angle, Atan2(Sin(angle), Cos(angle)), 1e-14, "atan2 %v", angle)
		assert.InEpsilon(t, x, Hypot(x*Sin(angle), x*Cos(angle)), 1e-15, "hypot %v %v", x, angle)
	}
}

// twoTo is a power of two, exactly.
func twoTo(x float64) float64 { return math.Ldexp(1, int(x)) }

func TestWhatNoRoundingCanSpoil(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ want, got float64 }{
		{1, Exp(0)}, {inf, Exp(inf)}, {0, Exp(-inf)}, {inf, Exp(1e5)}, {0, Exp(-1e5)},
		{-inf, Log(0)}, {inf, Log(inf)}, {0, Log(1)}, {3, Log10(1000)}, {-1074, Log2(math.SmallestNonzeroFloat64)},
		{1, Pow(5, 0)}, {inf, Pow(0, -1)}, {-8, Pow(-2, 3)}, {4, Pow(-2, 2)}, {inf, Pow(1e200, 2)}, {-inf, Pow(-1e200, 3)}, {0, Pow(1e-200, 2)},
		{3, Cbrt(27)}, {-3, Cbrt(-27)}, {5, Hypot(3, 4)}, {inf, Hypot(inf, 1)}, {5e300, Hypot(3e300, 4e300)}, {5e-320, Hypot(3e-320, 4e-320)},
		{0, Sin(0)}, {1, Cos(0)}, {1e-300, Sin(1e-300)}, {math.Sin(1e300), Sin(1e300)}, {1e-320, Atan(1e-320)}, {math.Pi / 2, Atan(inf)},
		{math.Pi, Atan2(0, -1)}, {1e-300, Tan(1e-300)},
	} {
		assert.Equal(t, c.want, c.got)
	}
	for _, nan := range []float64{Log(-1), Log2(-1), Log10(-1), Pow(-2, 0.5), Sin(inf), Cos(inf), Exp(math.NaN())} {
		assert.True(t, math.IsNaN(nan))
	}
}
