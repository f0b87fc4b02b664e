#include "indexer/assembly/learn/everyday_language.h"

#include "indexer/analysis/segmenter.h"
#include "indexer/assembly/learn/data_files.h"

namespace callside {

std::vector<EverydayUtterance> everyday_utterances(std::string_view language) {
  std::vector<EverydayUtterance> utterances;
  const std::string name = std::string("everyday_").append(language).append(".txt");
  for (const DataFile& file : learn_data()) {
    if (file.name != name) continue;
    for_each_entry(file.text, [&](std::string_view topic, std::string_view text) {
      utterances.push_back({topic, text});
    });
  }
  return utterances;
}

EverydayWords everyday_words(const std::vector<std::string>& languages) {
  EverydayWords everyday;
  Segmenter segmenter;
  WordAnalyzer analyzer;
  std::vector<Segment> segments;
  for (const std::string& language : languages) {
    std::vector<EverydayWords::Utterance> utterances;
    for (const EverydayUtterance& utterance : everyday_utterances(language)) {
      segmenter.segment(utterance.text, segments);
      EverydayWords::Utterance& spoken = utterances.emplace_back();
      spoken.is_talk = utterance.topic == kTalk;
      for (const Segment& segment : segments) {
        if (segment.kind == SegmentKind::word && !segment.overlay)
          spoken.words.push_back(analyzer.analyze(segment.text, segment.kind, language));
      }
    }
    everyday.add(language, utterances);
  }
  return everyday;
}

}  // namespace callside
