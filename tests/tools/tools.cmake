# Tests of the scripts in tools/.
add_test(NAME "tools: eval reports drops and no others" COMMAND ${CMAKE_CURRENT_LIST_DIR}/eval_test.py)
set_tests_properties("tools: eval reports drops and no others" PROPERTIES LABELS tools TIMEOUT 60)
add_test(NAME "tools: bench judges figures and makes its inputs" COMMAND ${CMAKE_CURRENT_LIST_DIR}/bench_test.py)
set_tests_properties("tools: bench judges figures and makes its inputs" PROPERTIES LABELS tools TIMEOUT 60)
