# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Builds and tests the consumer against tenon, installed (WAY=installed) or as a subdirectory (WAY=subdirectory); with
# threads where the way ends in _openmp, and with weight files where it ends in _io.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${BINARY_DIR})
if(WAY MATCHES "^installed")
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${TENON_BINARY_DIR} --prefix ${BINARY_DIR}/prefix OUTPUT_QUIET
                  COMMAND_ERROR_IS_FATAL ANY)
  set(where -DCMAKE_PREFIX_PATH=${BINARY_DIR}/prefix)
else()
  set(where -DTENON_SOURCE_DIR=${TENON_SOURCE_DIR})
endif()
get_filename_component(here "${CMAKE_CURRENT_LIST_FILE}" DIRECTORY)
if(WAY MATCHES "_openmp$")
  list(APPEND where -DOPENMP=ON)
  # Where there is no OpenMP, the component is missed and said to be; the package without it is found.
  if(WAY MATCHES "^installed")
    foreach(wanted ON OFF)
      execute_process(
        COMMAND ${CMAKE_COMMAND} -S ${here} -B ${BINARY_DIR}/without_${wanted} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
                ${where} -DOPENMP=${wanted} -DCMAKE_DISABLE_FIND_PACKAGE_OpenMP=ON
        RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE output)
      string(REGEX REPLACE "[ \n]+" " " output "${output}")
      if(wanted AND NOT output MATCHES "the component openmp needs OpenMP for C\\+\\+")
        message(FATAL_ERROR "without OpenMP the component openmp is not said to be missing: ${output}")
      elseif(NOT wanted AND failed)
        message(FATAL_ERROR "without OpenMP the package is not found: ${output}")
      endif()
    endforeach()
    # A component that does not exist is named.
    execute_process(
      COMMAND ${CMAKE_COMMAND} -S ${here} -B ${BINARY_DIR}/unknown -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER} ${where}
              -DANOTHER_COMPONENT=fibres
      OUTPUT_QUIET ERROR_VARIABLE output)
    if(NOT output MATCHES "tenon has no component fibres")
      message(FATAL_ERROR "the unknown component is not named: ${output}")
    endif()
  endif()
endif()
if(WAY MATCHES "_io$")
  # Where a library of theirs is not found, that is said; the rest of tenon is there without it.
  foreach(wanted ON OFF)
    execute_process(
      COMMAND ${CMAKE_COMMAND} -S ${here} -B ${BINARY_DIR}/without_${wanted} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
              ${where} -DIO=${wanted} -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON
      RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    if(wanted AND NOT output MATCHES "io( needs|: it needs) nlohmann_json \\(Debian: nlohmann-json3-dev\\)")
      message(FATAL_ERROR "without nlohmann_json it is not said to be missing: ${output}")
    elseif(NOT wanted AND failed)
      message(FATAL_ERROR "without nlohmann_json tenon is not found: ${output}")
    endif()
  endforeach()
  list(APPEND where -DIO=ON)
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${here} -B ${BINARY_DIR}/build -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
          -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-march=native ${where} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BINARY_DIR}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${BINARY_DIR}/build --output-on-failure --no-tests=error
                COMMAND_ERROR_IS_FATAL ANY)
