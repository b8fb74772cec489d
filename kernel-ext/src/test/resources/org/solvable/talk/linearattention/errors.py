# Made precision.csv. Reads lines "alpha,kappa,tau,rho,lambda,alpha_t,rho_t" and appends the errors; needs mpmath.
# Everything is the textbook difference form, so it shares no trick with the code under test: 400 digits pay for that.
import sys
from mpmath import inf, mp, mpf, nstr, sqrt

mp.dps = 400


def traces(z, kappa):
    if kappa == inf:
        return 1 / (1 + z), 1 / (1 + z) ** 2
    a = z + 1 - 1 / kappa
    r = sqrt(a * a + 4 * z / kappa)
    m = (r - a) * kappa / (2 * z)
    return m, m * (1 + m / kappa) / r


def effective_ridge(q, kappa, tau, lam):
    if tau == inf:
        return lam
    if lam == 0:
        if tau >= 1:
            return mpf(0)
        lower, upper = mpf(10) ** -350, mpf(10) ** 350
        f = lambda xi: tau - 1 + xi * traces(q + xi, kappa)[0]
    else:
        f = lambda xi: (tau - 1) * xi + xi * xi * traces(q + xi, kappa)[0] - tau * lam
        lower, upper = lam, lam
        while f(upper) <= 0:
            upper *= 2
    for _ in range(1300):
        middle = sqrt(lower * upper)
        if f(middle) > 0:
            upper = middle
        else:
            lower = middle
    return sqrt(lower * upper)


def errors(alpha, kappa, tau, rho, lam, alpha_t, rho_t):
    q, q_t = (1 + rho) / alpha, (1 + rho_t) / alpha_t
    xi = effective_ridge(q, kappa, tau, lam)
    nu = q + xi
    m, m2 = traces(nu, kappa)
    share = mpf(0) if tau == inf else 1 / tau
    e0 = rho + nu * (1 - nu * m) - xi * (1 - 2 * nu * m + nu**2 * m2)
    idg = e0 / (1 - share * (1 - 2 * xi * m + xi**2 * m2))

    def icl(q, rho):
        bias = 1 + rho - 2 * (1 - nu * m) + (1 + q) * (1 - 2 * nu * m + nu**2 * m2)
        return bias + idg * share * (1 + q) * (m - xi * m2)

    train = (lam / xi) ** 2 * idg if lam > 0 else (mpf(0) if tau <= 1 else (1 - share) ** 2 * idg)
    norm = 1 - 2 * nu * m + nu**2 * m2 + idg * share * (m - xi * m2)
    idg_t = idg + (rho_t - rho) + (q_t - q) * norm
    return icl(q_t, rho_t), idg, train, xi, icl(q, rho) - idg, idg_t, e0, nu, m, m2


def number(text):
    return inf if text == "inf" else mpf(float(text))


for line in sys.stdin:
    values = [number(v) for v in line.strip().split(",")]
    print(line.strip() + "," + ",".join(nstr(e, 17) for e in errors(*values)))
