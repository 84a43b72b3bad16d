#include <cmath>
#include <limits>

#include <catch_amalgamated.hpp>

#include "shared/base/crc32c.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/fixed.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"

namespace constat {

TEST_CASE("decimals of at most three digits after the point are read exactly") {
  struct Row { const char* text; std::optional<std::int64_t> thousandths; };
  const Row rows[] = {{"12.5", 12500}, {"-3", -3000}, {"0", 0}, {"-0.0", 0}, {"1e3", 1'000'000}, {"15e-1", 1500},
                      {"0.001", 1}, {"-0.001", -1}, {"1.000", 1000}, {"1.0000", 1000}, {"9223372036854775.807", 9223372036854775807},
                      {"1.2345", std::nullopt}, {"9223372036854775.808", std::nullopt}, {"1e99999", std::nullopt},
                      {"", std::nullopt}, {"NaN", std::nullopt}, {"1,5", std::nullopt}, {"0x10", std::nullopt}, {"1 ", std::nullopt}};
  for (const Row& row : rows) {
    INFO(row.text);
    const auto value = parse_thousandths(row.text);
    CHECK(value.has_value() == row.thousandths.has_value());
    if (value && row.thousandths) CHECK(value->value == *row.thousandths);
  }
}

TEST_CASE("a decimal floors towards minus infinity and prints without exponent") {
  CHECK(Decimal::parse("119.9999")->scaled_floor(3) == 119'999);
  CHECK(Decimal::parse("-0.0001")->scaled_floor(3) == -1);
  CHECK(Decimal::parse("1e-40")->scaled_floor(3) == 0);
  CHECK(Decimal::parse("1e2")->plain() == "100");
  CHECK(Decimal::parse("-0.50")->plain() == "-0.5");
  CHECK(Decimal::parse("1.50e-3")->plain() == "0.0015");
  CHECK(Decimal::parse("1e300")->plain() == "1e300");
  CHECK_FALSE(Decimal::parse("1e"));
  CHECK_FALSE(Decimal::parse("--1"));
}

TEST_CASE("division rounds half away from zero and saturates") {
  struct Row { std::int64_t numerator, denominator, quotient; };
  for (const Row& row : {Row{5, 2, 3}, Row{-5, 2, -3}, Row{4, 3, 1}, Row{-4, 3, -1}, Row{1, 3, 0}, Row{2, 3, 1}, Row{0, 7, 0}}) {
    CHECK(divide_rounded(row.numerator, row.denominator) == row.quotient);
  }
  const __int128 huge = static_cast<__int128>(std::numeric_limits<std::int64_t>::max()) * 1000;
  CHECK(divide_rounded(huge, 1) == std::numeric_limits<std::int64_t>::max());
  CHECK(divide_rounded(-huge, 1) == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("a division rounds the same whether its numbers fit 64 bits or not") {
  Rng rng(64);
  const __int128 most = std::numeric_limits<std::int64_t>::max(), wide = static_cast<__int128>(1) << 63;
  const auto agrees = [&](__int128 numerator, __int128 denominator) {
    for (const __int128 signed_numerator : {numerator, -numerator}) {
      // Scaled by 2^63 neither number fits 64 bits any more, and the quotient stays.
      CHECK(divide_rounded(signed_numerator, denominator) == divide_rounded(signed_numerator * wide, denominator * wide));
    }
  };
  for (int round = 0; round < 2'000; ++round) {
    const __int128 numerator = static_cast<std::int64_t>(rng.next() >> (1 + rng.below(63)));
    const __int128 denominator = 1 + static_cast<std::int64_t>(rng.next() >> (2 + rng.below(62)));
    agrees(numerator, denominator);
    const __int128 half = numerator / denominator * denominator + denominator / 2;
    if (half < most) {
      agrees(half, denominator);
      agrees(half + 1, denominator);
    }
  }
  for (const __int128 denominator : {static_cast<__int128>(1), static_cast<__int128>(2), most - 1, most}) {
    agrees(most, denominator);
    agrees(most - 1, denominator);
  }
  CHECK(divide_rounded(-most - 1, 1) == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("scores print with six decimals at most and show with one") {
  CHECK(to_string(MicroPercent{72'727'273}) == "72.727273");
  CHECK(to_string(MicroPercent{72'500'000}) == "72.5");
  CHECK(to_string(MicroPercent{-33'333'333}) == "-33.333333");
  CHECK(to_string(Thousandths{-3000}) == "-3");
  CHECK(display_percent(MicroPercent{72'250'000}) == "72.3");
  CHECK(display_percent(MicroPercent{72'249'999}) == "72.2");
  CHECK(display_percent(MicroPercent{-250'000}) == "-0.3");
  CHECK(display_percent(kHundredPercent) == "100.0");
}

TEST_CASE("ids and UUIDs of version 7 are told from everything else") {
  CHECK(is_id("a"));
  CHECK(is_id("accueil-boutique_2"));
  CHECK_FALSE(is_id(""));
  CHECK_FALSE(is_id("2nd"));
  CHECK_FALSE(is_id("Accueil"));
  CHECK_FALSE(is_id("é"));
  CHECK(is_id(std::string(64, 'a')));
  CHECK_FALSE(is_id(std::string(65, 'a')));
  CHECK(is_uuid_v7("01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a8b"));
  CHECK_FALSE(is_uuid_v7("01936d2e-7c1b-4d0a-b1f2-3c4d5e6f7a8b"));
  CHECK_FALSE(is_uuid_v7("01936d2e-7c1b-7d0a-71f2-3c4d5e6f7a8b"));
  CHECK_FALSE(is_uuid_v7("01936D2E-7c1b-7d0a-b1f2-3c4d5e6f7a8b"));
  // The example of RFC 9562, appendix A.6.
  const unsigned char random[10] = {0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
  CHECK(make_uuid_v7(0x017f22e279b0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  Sha256 million;
  for (int i = 0; i < 1000; ++i) million.update(std::string(1000, 'a'));
  const auto digest = million.finish();
  CHECK(digest[0] == 0xcd);
  CHECK(digest[1] == 0xc7);
  CHECK(digest[31] == 0xd0);
}

TEST_CASE("CRC-32C gives the checksums of RFC 3720 and continues") {
  CHECK(crc32c("123456789") == 0xe3069283);
  CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aa);
  CHECK(crc32c(std::string(32, '\xff')) == 0x62a8ab43);
  CHECK(crc32c("6789", crc32c("12345")) == crc32c("123456789"));
}

TEST_CASE("the normal distribution agrees with published values") {
  // Abramowitz and Stegun, table 26.1, and R 4 for the tails.
  struct Row { double x, cdf; };
  for (const Row& row : {Row{0, 0.5}, Row{1, 0.841344746068543}, Row{1.96, 0.975002104851780}, Row{2, 0.977249868051821},
                         Row{3, 0.998650101968370}, Row{-1, 0.158655253931457}}) {
    CHECK(std::fabs(normal_cdf(row.x) - row.cdf) < 1e-14);
  }
  CHECK(std::fabs(normal_upper(5) / 2.866515718791939e-07 - 1) < 1e-12);
  CHECK(std::fabs(normal_upper(10) / 7.619853024160526e-24 - 1) < 1e-12);
  CHECK(std::fabs(normal_quantile(0.975) - 1.959963984540054) < 1e-13);
  CHECK(std::fabs(normal_quantile(0.995) - 2.575829303548901) < 1e-13);
  CHECK(std::fabs(normal_quantile(1e-10) + 6.361340902404056) < 1e-11);
  CHECK(normal_quantile(0.5) == 0);
  CHECK(std::isinf(normal_quantile(0)));
  CHECK(std::isnan(normal_quantile(1.5)));
  for (int i = 1; i < 1000; ++i) CHECK(std::fabs(normal_cdf(normal_quantile(i / 1000.0)) - i / 1000.0) < 1e-14);
}

TEST_CASE("the exponential and the logarithm stay within 1e-15 of the library's") {
  for (int i = -7000; i <= 7000; ++i) {
    const double x = i / 10.0;
    CHECK(std::fabs(exp_of(x) - std::exp(x)) <= 1e-15 * std::exp(x));
  }
  Rng rng(1);
  for (int i = 0; i < 2000; ++i) {
    const double x = std::exp(rng.uniform() * 1400 - 700);
    CHECK(std::fabs(log_of(x) - std::log(x)) <= 1e-15 * std::max(1.0, std::fabs(std::log(x))));
  }
  CHECK(exp_of(0) == 1);
  CHECK(log_of(1) == 0);
  CHECK(exp_of(1000) == std::numeric_limits<double>::infinity());
  CHECK(log_of(0) == -std::numeric_limits<double>::infinity());
  CHECK(std::isnan(log_of(-1)));
  CHECK(std::fabs(log_of(5e-324) + 744.4400719213812) < 1e-12);
}

TEST_CASE("the generator gives the same numbers from a seed and fills its range evenly") {
  std::uint64_t state = 1234567;
  CHECK(splitmix64(state) == 6457827717110365317ULL);  // reference values of its authors for this seed
  CHECK(splitmix64(state) == 3203168211198807973ULL);
  Rng a(7), b(7);
  int counts[10] = {};
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t value = a.below(10);
    REQUIRE(value == b.below(10));
    ++counts[value];
  }
  for (int count : counts) CHECK(std::abs(count - 10'000) < 500);
}

}  // namespace constat
