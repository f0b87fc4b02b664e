# Include directions, links, sizes and places: see check_house.py.
set(check_house ${CMAKE_CURRENT_LIST_DIR}/check_house.py)
add_test(NAME "house: stands as drawn" COMMAND ${check_house})
add_test(NAME "house: planted faults are found" COMMAND ${check_house} --self-test)
set_tests_properties("house: stands as drawn" "house: planted faults are found" PROPERTIES LABELS house TIMEOUT 60)
