# Checks includes, links, file sizes and folders: see check_house.py.
set(check_house ${CMAKE_CURRENT_LIST_DIR}/check_house.py)
add_test(NAME "house: includes and links follow the architecture" COMMAND ${check_house})
add_test(NAME "house: planted faults are found" COMMAND ${check_house} --self-test)
set_tests_properties("house: includes and links follow the architecture" "house: planted faults are found" PROPERTIES LABELS house TIMEOUT 60)
