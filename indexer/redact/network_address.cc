// IP addresses (RFC 4291, RFC 791) and MAC addresses (IEEE 802). Private, loopback and link-local addresses
// stay (RFC 1918, RFC 4193), as they are the same in every home. Version numbers of four parts stay, too.

#include <arpa/inet.h>

#include <array>
#include <string>

#include "indexer/redact/label.h"
#include "indexer/redact/word_detectors.h"

namespace callside {
namespace {

constexpr std::size_t kLongestText = 48;

bool is_hex(char32_t c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class NetworkSearch {
 public:
  NetworkSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), units_(reading.units()), findings_(findings) {}

  void search() {
    for (std::size_t i = 0; i < units_.size();) {
      // Skips most of a text: letters that are not hexadecimal digits.
      if (!is_hex(units_[i].c) && units_[i].c != ':') {
        ++i;
        continue;
      }
      if (!begins_here(i)) {
        ++i;
        continue;
      }
      std::size_t end = i;
      bool groups = false;
      while (end < i + kLongestText && (is_hex(reading_.at(end)) || is_joint(reading_.at(end)))) {
        groups = groups || is_joint(reading_.at(end));
        ++end;
      }
      if (groups || end - i == kBareMac) take(i, end);
      while (is_hex(reading_.at(end)) || is_joint(reading_.at(end))) ++end;
      i = end > i ? end : i + 1;
    }
  }

 private:
  static constexpr std::size_t kBareMac = 12;

  static bool is_joint(char32_t c) { return c == '.' || c == ':' || c == '-'; }

  bool begins_here(std::size_t i) const {
    if (is_word(reading_.before(i))) return false;
    if (is_hex(units_[i].c)) return true;
    return units_[i].c == ':' && reading_.at(i + 1) == ':' && is_hex(reading_.at(i + 2));
  }

  // Units [begin, end) are hexadecimal digits and separators.
  void take(std::size_t begin, std::size_t end) {
    while (end > begin && (is_joint(units_[end - 1].c) &&
                           !(units_[end - 1].c == ':' && end > begin + 1 && units_[end - 2].c == ':')))
      --end;
    if (is_word(reading_.at(end)) || end - begin < 3) return;
    if (is_mac(begin, end)) {
      findings_.push_back({PersonalKind::mac, begin, end});
    } else if (is_ipv4(begin, end) || is_ipv6(begin, end)) {
      findings_.push_back({PersonalKind::ip, begin, end});
    } else if (const std::size_t colon = ipv4_before_port(begin, end);
               colon > begin && is_ipv4(begin, colon)) {
      findings_.push_back({PersonalKind::ip, begin, colon});
    }
  }

  // "203.0.113.9:8080"
  std::size_t ipv4_before_port(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (units_[i].c == ':' || units_[i].c == '-') return i;
    }
    return begin;
  }

  bool has_letter(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (is_ascii_letter(units_[i].c)) return true;
    }
    return false;
  }

  // "00:00:5E:00:53:1F", "00-00-5E-00-53-1F", "0000.5e00.531f"; without separators only beside a label.
  bool is_mac(std::size_t begin, std::size_t end) const {
    const bool named = !roles_before(reading_, begin, Role::network, 4).empty();
    if (end - begin == kBareMac) {
      for (std::size_t i = begin; i < end; ++i) {
        if (!is_hex(units_[i].c)) return false;
      }
      return named && has_letter(begin, end);
    }
    const bool dotted = end - begin == 14, paired = end - begin == 17;
    if (!dotted && !paired) return false;
    const std::size_t size = dotted ? 4 : 2;
    const char32_t joint = units_[begin + size].c;
    if (dotted != (joint == '.')) return false;
    for (std::size_t i = 0; i < end - begin; ++i) {
      const bool joins = i % (size + 1) == size;
      if (joins ? units_[begin + i].c != joint : !is_hex(units_[begin + i].c)) return false;
    }
    return joint == ':' || named || has_letter(begin, end);
  }

  bool is_ipv4(std::size_t begin, std::size_t end) const {
    std::array<int, 4> parts{};
    std::size_t part = 0, digits = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (units_[i].c == '.') {
        if (digits == 0 || ++part > 3) return false;
        digits = 0;
      } else {
        if (!is_digit(units_[i].c) || ++digits > 3) return false;
        parts[part] = parts[part] * 10 + static_cast<int>(units_[i].c - '0');
        if (parts[part] > 255) return false;
      }
    }
    if (part != 3 || digits == 0 || is_shared(parts)) return false;
    const char32_t left = reading_.before(begin);
    if (left == '.' || left == '-' || reading_.at(end) == '-') return false;
    // The nearer label decides.
    constexpr std::size_t kReach = 4;
    for (std::size_t reach = 1; reach <= kReach; ++reach) {
      const Roles labels = roles_before(reading_, begin, Role::network | Role::version, reach);
      if (labels.has_any(Role::version)) return false;
      if (labels.has_any(Role::network)) return true;
    }
    // Version numbers begin with low numbers.
    constexpr int kFewVersions = 24;
    return parts[0] >= kFewVersions;
  }

  // Private, loopback and link-local addresses, masks, and public name servers.
  static bool is_shared(const std::array<int, 4>& parts) {
    const int a = parts[0], b = parts[1];
    if (a == 0 || a == 10 || a == 127 || a >= 224) return true;
    if ((a == 192 && b == 168) || (a == 172 && b >= 16 && b < 32) || (a == 169 && b == 254)) return true;
    const bool same = b == a && parts[2] == a && parts[3] == a;
    return same || (a == 8 && b == 8) || (a == 1 && b == 0);
  }

  bool is_ipv6(std::size_t begin, std::size_t end) const {
    std::string text;
    std::size_t colons = 0;
    bool digit = false;
    for (std::size_t i = begin; i < end; ++i) {
      text += static_cast<char>(units_[i].c);
      if (units_[i].c == ':') ++colons;
      digit = digit || is_digit(units_[i].c);
    }
    if (colons < 2 || !digit || text.size() < 4) return false;
    in6_addr address{};
    if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return false;
    const unsigned first = address.s6_addr[0], second = address.s6_addr[1];
    const bool link_local = first == 0xFE && (second & 0xC0U) == 0x80;
    const bool unique_local = (first & 0xFEU) == 0xFC, multicast = first == 0xFF;
    return first != 0 && !link_local && !unique_local && !multicast;
  }

  const Reading& reading_;
  View units_;
  std::vector<Finding>& findings_;
};

}  // namespace

void find_network_addresses(const Reading& reading, std::vector<Finding>& findings) {
  NetworkSearch(reading, findings).search();
}

}  // namespace callside
