#include "indexer/redact/detectors.h"

#include <array>

namespace callside {

std::span<const DetectionStep> detection_steps() {
  static constexpr std::array<DetectionStep, 10> kSteps{{{nullptr, find_secrets},
                                                         {nullptr, find_spoken_digits},
                                                         {find_emails, nullptr},
                                                         {find_ibans, nullptr},
                                                         {find_cards, nullptr},
                                                         {nullptr, find_network_addresses},
                                                         {nullptr, find_national_ids},
                                                         {nullptr, find_birth_dates},
                                                         {find_telephones, nullptr},
                                                         {nullptr, find_addresses}}};
  return kSteps;
}

}  // namespace callside
