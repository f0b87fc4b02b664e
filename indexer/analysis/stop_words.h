#pragma once
namespace callside { bool is_stop_word(); }
