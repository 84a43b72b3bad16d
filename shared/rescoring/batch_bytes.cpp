#include "shared/rescoring/batch_bytes.hpp"

#include <algorithm>

namespace constat {
namespace {

constexpr std::string_view kMagic = "CBAT";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMostVisits = 10'000'000;
constexpr std::int64_t kMostThousandths = 9'000'000'000;  // times the greatest weight it fits 64 bits

class Writer {
 public:
  template <class Integer>
  void add(Integer value) {
    const auto bits = static_cast<std::uint64_t>(value);
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte) out.push_back(static_cast<char>(bits >> (8 * byte) & 255u));
  }
  std::string out;
};

// Reads past the end give 0 and make the reader bad.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  template <class Integer>
  Integer take() {
    const std::string_view bytes = take_bytes(sizeof(Integer));
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < bytes.size(); ++byte) bits |= std::uint64_t{static_cast<std::uint8_t>(bytes[byte])} << (8 * byte);
    return static_cast<Integer>(bits);
  }
  std::string_view take_bytes(std::size_t count) {
    if (rest_.size() < count) good_ = false;
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  bool good() const { return good_; }
  bool at_end() const { return good_ && rest_.empty(); }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::vector<std::uint32_t> take_visits(Reader& reader, std::size_t count, std::size_t visits) {
  std::vector<std::uint32_t> list;
  if (count > visits || reader.left() < count * 4) {
    reader.take_bytes(reader.left() + 1);
    return list;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto visit = reader.take<std::uint32_t>();
    if (visit >= visits || (!list.empty() && visit <= list.back())) reader.take_bytes(reader.left() + 1);
    list.push_back(visit);
  }
  return list;
}

}  // namespace

std::string BatchBytes::write(const VisitBatch& batch) {
  Writer writer;
  std::vector<std::uint32_t> invalid;
  for (std::size_t v = 0; v < batch.size(); ++v) {
    if (batch.invalid_[v] != 0) invalid.push_back(static_cast<std::uint32_t>(v));
  }
  writer.out.append(kMagic);
  writer.add(kVersion);
  for (const std::size_t count : {batch.size(), batch.columns_.size(), invalid.size(), batch.critical_.size()}) {
    writer.add(static_cast<std::uint32_t>(count));
  }
  for (const std::uint32_t visit : invalid) writer.add(visit);
  for (const std::uint32_t visit : batch.critical_) writer.add(visit);
  for (const VisitBatch::Column& column : batch.columns_) {
    writer.add(static_cast<std::uint16_t>(column.ref.section));
    writer.add(static_cast<std::uint16_t>(column.ref.item));
    writer.add(static_cast<std::uint16_t>(column.codes));
    for (std::size_t code = 0; code < column.codes; ++code) {
      writer.add(column.earned[code]);
      writer.add(column.possible[code]);
      writer.add(column.triggered[code]);
    }
    writer.out.append(reinterpret_cast<const char*>(column.bytes.data()), column.bytes.size());
  }
  return std::move(writer.out);
}

std::optional<VisitBatch> BatchBytes::read(const Checklist& checklist, std::string_view bytes) {
  Reader reader(bytes);
  if (reader.take_bytes(kMagic.size()) != kMagic || reader.take<std::uint8_t>() != kVersion) return std::nullopt;
  const std::size_t visits = reader.take<std::uint32_t>(), columns = reader.take<std::uint32_t>();
  const std::size_t invalid = reader.take<std::uint32_t>(), critical = reader.take<std::uint32_t>();
  if (!reader.good() || visits > kMostVisits) return std::nullopt;
  VisitBatch batch(checklist);
  batch.columns_.clear();
  const std::vector<std::uint32_t> invalid_visits = take_visits(reader, invalid, visits);
  batch.critical_ = take_visits(reader, critical, visits);
  if (!reader.good()) return std::nullopt;
  batch.invalid_.assign(visits, 0);
  for (const std::uint32_t visit : invalid_visits) batch.invalid_[visit] = 1;
  for (std::size_t c = 0; c < columns; ++c) {
    VisitBatch::Column column;
    column.ref.section = reader.take<std::uint16_t>();
    column.ref.item = reader.take<std::uint16_t>();
    column.codes = reader.take<std::uint16_t>();
    if (!reader.good() || column.ref.section >= checklist.sections.size() ||
        column.ref.item >= checklist.sections[column.ref.section].items.size() || column.codes < 1 || column.codes > 256) {
      return std::nullopt;
    }
    for (std::size_t code = 0; code < column.codes; ++code) {
      column.earned[code] = reader.take<std::int64_t>();
      column.possible[code] = reader.take<std::int64_t>();
      column.triggered[code] = reader.take<std::uint8_t>();
      const auto out_of_range = [](std::int64_t value) { return value < -kMostThousandths || value > kMostThousandths; };
      if (out_of_range(column.earned[code]) || out_of_range(column.possible[code])) return std::nullopt;
    }
    const std::string_view codes = reader.take_bytes(visits);
    if (!reader.good()) return std::nullopt;
    column.bytes.assign(codes.begin(), codes.end());
    if (std::any_of(column.bytes.begin(), column.bytes.end(), [&](std::uint8_t code) { return code >= column.codes; })) return std::nullopt;
    batch.columns_.push_back(std::move(column));
  }
  if (!reader.at_end()) return std::nullopt;
  return batch;
}

}  // namespace constat
