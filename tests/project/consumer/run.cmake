# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Builds and tests the consumer against tenon, installed (WAY=installed) or as a subdirectory (WAY=subdirectory).
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${BINARY_DIR})
if(WAY STREQUAL installed)
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${TENON_BINARY_DIR} --prefix ${BINARY_DIR}/prefix OUTPUT_QUIET
                  COMMAND_ERROR_IS_FATAL ANY)
  set(where -DCMAKE_PREFIX_PATH=${BINARY_DIR}/prefix)
else()
  set(where -DTENON_SOURCE_DIR=${TENON_SOURCE_DIR})
endif()
get_filename_component(here "${CMAKE_CURRENT_LIST_FILE}" DIRECTORY)
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${here} -B ${BINARY_DIR}/build -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
          -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-march=native ${where} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BINARY_DIR}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${BINARY_DIR}/build --output-on-failure --no-tests=error
                COMMAND_ERROR_IS_FATAL ANY)
