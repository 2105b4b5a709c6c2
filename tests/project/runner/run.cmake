# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# The compile-failure runner's own test: it must pass the good cases here and fail each planted fault, for the reason
# that the fault's `// fault:` line gives (`// fault(gcc):` or `// fault(clang):` where only that
# compiler can show it).
cmake_minimum_required(VERSION 3.25)
get_filename_component(here "${CMAKE_CURRENT_LIST_FILE}" DIRECTORY)
file(GLOB cases "${here}/*.cpp")
set(faults 0)
foreach(case IN LISTS cases)
  get_filename_component(name "${case}" NAME_WE)
  file(STRINGS "${case}" fault REGEX "^// fault")
  string(REGEX REPLACE "^// fault.*: " "" fault_text "${fault}")
  set(settings "${BINARY_DIR}/${name}.cmake")
  file(
    WRITE "${settings}"
    "set(name ${name})
set(source [==[${case}]==])
set(compilers [==[${COMPILERS}]==])
set(include_directories [==[${here}]==])
")
  execute_process(COMMAND ${CMAKE_COMMAND} -DSETTINGS=${settings} -P ${RUNNER} RESULT_VARIABLE failed OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(fault MATCHES "fault.clang." AND NOT COMPILERS MATCHES "clang")
    continue()
  endif()
  if(fault)
    math(EXPR faults "${faults} + 1")
    if(NOT failed)
      message(SEND_ERROR "${name}: the runner did not notice the fault")
    else()
      foreach(compiler IN LISTS COMPILERS)
        get_filename_component(compiler "${compiler}" NAME)
        if((fault MATCHES "fault.gcc." AND compiler MATCHES "clang") OR (fault MATCHES "fault.clang." AND NOT compiler MATCHES
                                                                                                   "clang"))
          continue()
        endif()
        string(FIND "${output}" "${name}: ${compiler}: ${fault_text}" at)
        if(at EQUAL -1)
          message(SEND_ERROR "${name}: ${compiler}: expected \"${fault_text}\" in\n${output}")
        endif()
      endforeach()
    endif()
  elseif(failed)
    message(SEND_ERROR "${name}: a good case fails:\n${output}")
  endif()
endforeach()
message(STATUS "${faults} planted faults noticed")
