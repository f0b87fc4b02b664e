#include "indexer/analysis/stop_words.h"
bool callside::is_stop_word() { return false; }
