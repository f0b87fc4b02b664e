#include "indexer/sources/json_fields.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace callside {

const char* name_of(NativeField::Type type) {
  switch (type) {
    case NativeField::Type::null:
      return "null";
    case NativeField::Type::flag:
      return "true or false";
    case NativeField::Type::number:
      return "a number";
    case NativeField::Type::text:
      return "a string";
    case NativeField::Type::texts:
      return "a list";
    case NativeField::Type::mixed_list:
      return "a list with items that are not strings";
    case NativeField::Type::object:
      return "an object";
  }
  return "";
}

namespace {

using Json = nlohmann::json;

// Collects the values of the top-level object. Of nested values it records only the type and the keys.
class FieldCollector : public nlohmann::json_sax<Json> {
 public:
  explicit FieldCollector(std::size_t line) : line_(line) {}

  NativeFields take() { return std::move(fields_); }
  bool is_object() const { return is_object_; }
  std::size_t error_at() const { return error_at_; }

  bool null() override { return scalar(NativeField::Type::null); }
  bool boolean(bool value) override {
    if (depth_ == 1) fields_.back().flag = value;
    return scalar(NativeField::Type::flag);
  }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return number(text); }
  bool binary(binary_t& /*value*/) override { return scalar(NativeField::Type::object); }

  bool string(string_t& value) override {
    if (in_list()) {
      fields_.back().texts.push_back(std::move(value));
      return true;
    }
    if (depth_ == 1) fields_.back().text = std::move(value);
    return scalar(NativeField::Type::text);
  }

  bool key(string_t& value) override {
    if (depth_ != 1) {
      fields_.back().inner_keys.push_back(std::move(value));
      return true;
    }
    NativeField field;
    field.key = std::move(value);
    field.line = line_;
    fields_.push_back(std::move(field));
    return true;
  }

  bool start_object(std::size_t /*size*/) override {
    if (depth_ == 0) {
      is_object_ = true;
    } else {
      scalar(NativeField::Type::object);
    }
    ++depth_;
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    if (depth_ == 0) return false;
    scalar(NativeField::Type::texts);
    ++depth_;
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& /*error*/) override {
    error_at_ = position;
    return false;
  }

 private:
  bool number(const std::string& text) {
    if (depth_ == 1) fields_.back().text = text;
    return scalar(NativeField::Type::number);
  }

  bool in_list() const { return depth_ == 2 && fields_.back().type == NativeField::Type::texts; }

  // Records a value or the start of one. Returns false, to stop the parser, if the text is not an object.
  bool scalar(NativeField::Type type) {
    if (depth_ == 0) return false;
    if (depth_ == 1) fields_.back().type = type;
    if (in_list()) fields_.back().type = NativeField::Type::mixed_list;
    return true;
  }

  bool close() {
    --depth_;
    return true;
  }

  NativeFields fields_;
  std::size_t line_;
  std::size_t depth_ = 0;
  bool is_object_ = false;
  std::size_t error_at_ = 0;
};

}  // namespace

tl::expected<NativeFields, std::size_t> parse_json_fields(std::string_view json, std::size_t line) {
  FieldCollector collector(line);
  if (Json::sax_parse(json.begin(), json.end(), &collector)) return collector.take();
  return tl::unexpected<std::size_t>(collector.error_at());
}

Result<NativeFields> read_json_fields(std::string_view json, std::size_t line) {
  auto fields = parse_json_fields(json, line);
  if (fields) return std::move(*fields);
  const std::size_t error_at = fields.error();
  if (error_at == 0) {
    return fail(ErrorCode::invalid_input, "the line is not a JSON object",
                "write one object per line: {\"kind\":\"article\",\"id\":...}");
  }
  if (error_at > json.size()) {
    return fail(ErrorCode::invalid_input, "the JSON is cut off at the end of the line",
                "write each object on its own line; check whether the export was interrupted");
  }
  return fail(
      ErrorCode::invalid_input, "not valid JSON at byte " + std::to_string(error_at) + " of the line",
      "look there for a missing quote or comma, or a stray backslash; write the file with a JSON library");
}

}  // namespace callside
