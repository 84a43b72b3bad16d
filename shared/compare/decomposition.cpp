#include "shared/compare/decomposition.hpp"

#include <algorithm>
#include <cmath>

namespace constat {
namespace {

using Matrix = std::vector<std::vector<double>>;

// Takes driver `k` out of the variances and covariances of those after it: one step of Gauss's elimination.
void partial_out(const Matrix& from, std::size_t k, Matrix& to) {
  const double pivot = from[k][k];
  for (std::size_t i = k + 1; i < from.size(); ++i)
    for (std::size_t j = i; j < from.size(); ++j) to[i][j] = from[i][j] - from[k][i] * from[k][j] / pivot;
}

// R^2 of every subset of drivers: at each level one driver is left out or taken in.
class SubsetFits {
 public:
  explicit SubsetFits(const Matrix& correlations) : p_(correlations.size() - 1), levels_(p_ + 1, correlations), r2_(std::size_t{1} << p_) {
    walk(0, 0, 0, 0);
  }
  double operator[](std::size_t subset) const { return r2_[subset]; }

 private:
  // levels_[level] holds the covariances that remain; drivers before `k` are decided.
  void walk(std::size_t k, std::size_t level, std::size_t subset, double r2) {
    if (k == p_) {
      r2_[subset] = r2;
      return;
    }
    walk(k + 1, level, subset, r2);
    const Matrix& now = levels_[level];
    const double gain = now[k][p_] * now[k][p_] / now[k][k];
    partial_out(now, k, levels_[level + 1]);
    walk(k + 1, level + 1, subset | std::size_t{1} << k, r2 + gain);
  }

  std::size_t p_;
  std::vector<Matrix> levels_;
  std::vector<double> r2_;
};

// Jacobi's method: eigenvalues on the diagonal of `a`, eigenvectors in the columns of the result.
Matrix diagonalise(Matrix& a) {
  const std::size_t n = a.size();
  Matrix vectors(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) vectors[i][i] = 1;
  for (int sweep = 0; sweep < 60; ++sweep) {
    double off = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) off += a[i][j] * a[i][j];
    if (off < 1e-30) break;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = i + 1; j < n; ++j) {
        if (a[i][j] == 0) continue;
        const double theta = (a[j][j] - a[i][i]) / (2 * a[i][j]);
        const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[k][i], y = a[k][j];
          a[k][i] = c * x - s * y;
          a[k][j] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[i][k], y = a[j][k];
          a[i][k] = c * x - s * y;
          a[j][k] = s * x + c * y;
          const double u = vectors[k][i], v = vectors[k][j];
          vectors[k][i] = c * u - s * v;
          vectors[k][j] = s * u + c * v;
        }
      }
    }
  }
  return vectors;
}

}  // namespace

std::optional<std::size_t> collinear_driver(const Correlations& correlations) {
  Matrix left = correlations;
  for (std::size_t k = 0; k + 1 < correlations.size(); ++k) {
    if (!(left[k][k] >= kCollinear)) return k;
    partial_out(left, k, left);
  }
  return std::nullopt;
}

Decomposition lmg_shares(const Correlations& correlations) {
  const std::size_t p = correlations.size() - 1, all = std::size_t{1} << p;
  const SubsetFits r2(correlations);
  // A subset of size s precedes a given driver in s! (p - 1 - s)! of p! orders: 1 / (p * binomial(p - 1, s)).
  std::vector<double> weight(p);
  double binomial = 1;
  for (std::size_t s = 0; s < p; ++s) {
    weight[s] = 1 / (static_cast<double>(p) * binomial);
    binomial = binomial * static_cast<double>(p - 1 - s) / static_cast<double>(s + 1);
  }
  Decomposition result{r2[all - 1], std::vector<double>(p, 0)};
  for (std::size_t subset = 0; subset < all; ++subset) {
    const std::size_t size = static_cast<std::size_t>(__builtin_popcountll(subset));
    for (std::size_t k = 0; k < p; ++k) {
      if ((subset >> k & 1) != 0) continue;
      result.shares[k] += weight[size] * (r2[subset | std::size_t{1} << k] - r2[subset]);
    }
  }
  return result;
}

Decomposition johnson_shares(const Correlations& correlations) {
  const std::size_t p = correlations.size() - 1;
  Matrix roots(p, std::vector<double>(p));
  for (std::size_t i = 0; i < p; ++i)
    for (std::size_t j = 0; j < p; ++j) roots[i][j] = correlations[i][j];
  Matrix diagonal = roots;
  const Matrix vectors = diagonalise(diagonal);
  // root = V L^1/2 V': correlations of the drivers with their nearest uncorrelated counterparts, whose regression weights
  // are beta = V L^-1/2 V' r.
  std::vector<double> beta(p, 0);
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j < p; ++j) {
      double root = 0, inverse = 0;
      for (std::size_t k = 0; k < p; ++k) {
        const double scale = std::sqrt(std::max(diagonal[k][k], kCollinear / 1e3));
        root += vectors[i][k] * scale * vectors[j][k];
        inverse += vectors[i][k] / scale * vectors[j][k];
      }
      roots[i][j] = root;
      beta[i] += inverse * correlations[j][p];
    }
  }
  Decomposition result{0, std::vector<double>(p, 0)};
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t k = 0; k < p; ++k) result.shares[i] += roots[i][k] * roots[i][k] * beta[k] * beta[k];
    result.r2 += beta[i] * beta[i];
  }
  return result;
}

}  // namespace constat
