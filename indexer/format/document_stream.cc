#include "indexer/format/document_stream.h"

namespace callside {

std::string to_string(const Place& place) { return place.file + ":" + std::to_string(place.line); }

}  // namespace callside
