# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Builds the test subset with another compiler or other flags and runs it (RUN=ON).
cmake_minimum_required(VERSION 3.25)
foreach(path SOURCE_DIR BINARY_DIR)
  cmake_path(ABSOLUTE_PATH ${path})
endforeach()
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${SOURCE_DIR} -B ${BINARY_DIR} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
          -DCMAKE_BUILD_TYPE=${TYPE} -DCMAKE_CXX_FLAGS=${FLAGS} -DTENON_TEST_SUBSET=ON -DTENON_BUILD_EXAMPLES=OFF
          -DTENON_INSTALL=OFF
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BINARY_DIR} --parallel 2 RESULT_VARIABLE failed OUTPUT_VARIABLE output
                ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "the subset does not build:\n${output}")
endif()
if(RUN)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${BINARY_DIR} --output-on-failure --no-tests=error -j2
                  COMMAND_ERROR_IS_FATAL ANY)
endif()
