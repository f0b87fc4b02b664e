#include "indexer/sources/text_decoder.h"

#include <fcntl.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "indexer/analysis/detect.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::size_t kDecodedBytes = std::size_t{256} << 10U;
constexpr std::size_t kEncodingSampleBytes = std::size_t{64} << 10U;
constexpr std::size_t kPivotUnits = 4096;

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
constexpr std::array<Mark, 3> kMarks = {
    {{kByteOrderMark, "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}}};

// Languages that detect_language() knows and that are written in Windows-1250.
constexpr std::array<std::string_view, 10> kWindows1250Languages = {"sl", "hr", "bs", "sr", "cs",
                                                                    "sk", "pl", "hu", "ro", "sq"};

std::string converted(const std::string& bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text(bytes.size() * 4 + 16, '\0');
  const std::int32_t size =
      ucnv_convert("UTF-8", encoding, text.data(), static_cast<std::int32_t>(text.size()), bytes.data(),
                   static_cast<std::int32_t>(bytes.size()), &status);
  text.resize(U_FAILURE(status) || size < 0 ? 0 : static_cast<std::size_t>(size));
  return text;
}

// Detects UTF-16 without a byte order mark: every second byte of ASCII text is NUL.
const char* utf16_without_mark(std::string_view sample) {
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  if (odd * 4 > sample.size()) return "UTF-16LE";
  if (even * 4 > sample.size()) return "UTF-16BE";
  return nullptr;
}

std::string guess(const std::string& sample) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* found = match != nullptr ? ucsdet_getName(match, &status) : nullptr;
  const std::string name = U_FAILURE(status) || found == nullptr ? "" : found;
  const bool latin = name.empty() || name.substr(0, 5) == "UTF-8" || name.substr(0, 9) == "ISO-8859-" ||
                     name == "windows-1252" || name == "windows-1250" || name.substr(0, 7) == "IBM420_";
  const bool is_other_alphabet = name == "ISO-8859-5" || name == "ISO-8859-6" || name == "ISO-8859-7" ||
                                 name == "ISO-8859-8" || name == "ISO-8859-8-I" || name == "ISO-8859-9";
  if (!latin || is_other_alphabet) return name;
  // ICU's detector knows only four of the languages of Windows-1250, and not Slovenian.
  const std::string language = detect_language(converted(sample, "windows-1250"));
  return std::find(kWindows1250Languages.begin(), kWindows1250Languages.end(), language) !=
                 kWindows1250Languages.end()
             ? "windows-1250"
             : "windows-1252";
}

}  // namespace

bool is_encoding(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  ucnv_close(converter);
  return U_SUCCESS(status);
}

Result<FoundEncoding> find_encoding(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(TextDecoder file, TextDecoder::open(path, {"UTF-8", 0, false}));
  std::string window;
  std::string sample;  // of parts with letters outside ASCII
  bool utf8 = true;
  for (bool first = true;; first = false) {
    CALLSIDE_ASSIGN(const bool more, file.more(window));
    for (const Mark& mark : kMarks) {
      if (first && window.substr(0, mark.bytes.size()) == mark.bytes)
        return FoundEncoding{mark.encoding, mark.bytes.size(), false};
    }
    if (first) {
      if (const char* name = utf16_without_mark(std::string_view(window).substr(0, 1024)))
        return FoundEncoding{name, 0, false};
    }
    // Leaves a character that is cut by the end of this part for the next one.
    std::size_t keep = 0;
    if (more) {
      while (keep < 3 && keep < window.size() &&
             (static_cast<unsigned char>(window[window.size() - 1 - keep]) & 0xC0U) == 0x80U)
        ++keep;
      if (keep < window.size() && static_cast<unsigned char>(window[window.size() - 1 - keep]) >= 0xC0U)
        ++keep;
    }
    utf8 = utf8 && find_invalid_utf8(std::string_view(window).substr(0, window.size() - keep)) ==
                       std::string_view::npos;
    const bool has_non_ascii = std::any_of(window.begin(), window.end(),
                                           [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (has_non_ascii && sample.size() < kEncodingSampleBytes)
      sample.append(window, 0, kEncodingSampleBytes - sample.size());
    if (!more) break;
    window.erase(0, window.size() - keep);
  }
  if (utf8) return FoundEncoding{"UTF-8", 0, false};
  return FoundEncoding{guess(sample), 0, true};
}

void TextDecoder::Closer::operator()(UConverter* converter) const { ucnv_close(converter); }

Result<TextDecoder> TextDecoder::open(const std::filesystem::path& path, const FoundEncoding& encoding) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno("cannot read " + path.string());
  TextDecoder decoder(fd, path.string());
  if (encoding.mark > 0 && ::lseek(fd, static_cast<off_t>(encoding.mark), SEEK_SET) < 0) {
    return fail_errno("cannot read " + path.string());
  }
  if (encoding.name == "UTF-8") return decoder;
  UErrorCode status = U_ZERO_ERROR;
  decoder.from_.reset(ucnv_open(encoding.name.c_str(), &status));
  decoder.to_.reset(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) return fail(ErrorCode::usage, "unknown encoding " + encoding.name);
  decoder.pivot_.resize(kPivotUnits);
  return decoder;
}

TextDecoder::TextDecoder(TextDecoder&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      from_(std::move(other.from_)),
      to_(std::move(other.to_)),
      pivot_(std::move(other.pivot_)),
      ended_(other.ended_) {
  // The pivot buffer is empty between two calls of more().
  pivot_source_ = pivot_target_ = pivot_.data();
}

TextDecoder::~TextDecoder() {
  if (fd_ >= 0) ::close(fd_);
}

Result<bool> TextDecoder::read(std::string& bytes) {
  const std::size_t size = bytes.size();
  bytes.resize(size + kDecodedBytes);
  const ssize_t n = ::read(fd_, bytes.data() + size, kDecodedBytes);
  bytes.resize(size + (n > 0 ? static_cast<std::size_t>(n) : 0));
  if (n < 0 && errno == EINTR) return fail(ErrorCode::interrupted, "interrupted");
  if (n < 0) return fail_errno("cannot read " + path_);
  return n > 0;
}

Result<bool> TextDecoder::more(std::string& text) {
  if (!from_) return read(text);
  if (ended_) return false;
  std::string bytes;
  CALLSIDE_ASSIGN(const bool any, read(bytes));
  ended_ = !any;
  const char* source = bytes.data();
  const char* source_end = source + bytes.size();
  for (;;) {
    std::array<char, 8192> out{};
    char* target = out.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_convertEx(to_.get(), from_.get(), &target, out.data() + out.size(), &source, source_end,
                   pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), 0,
                   ended_ ? 1 : 0, &status);
    text.append(out.data(), static_cast<std::size_t>(target - out.data()));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) return fail(ErrorCode::invalid_input, path_ + " cannot be converted to UTF-8");
    return true;
  }
}

}  // namespace callside
