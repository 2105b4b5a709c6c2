# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Compiles thread_sanitizer.cpp with ThreadSanitizer and runs it: -DCOMPILER, -DFLAGS, -DINCLUDE (directories), -DBINARY;
# -DARCHER: the library through which ThreadSanitizer learns of OpenMP's barriers (libgomp has none of its kind).
cmake_minimum_required(VERSION 3.25)
get_filename_component(here "${CMAKE_CURRENT_LIST_FILE}" DIRECTORY)
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
list(TRANSFORM INCLUDE PREPEND -I)
execute_process(COMMAND ${COMPILER} -std=c++20 -O1 -g1 -fsanitize=thread ${FLAGS} ${INCLUDE} ${here}/thread_sanitizer.cpp -o
                        ${BINARY} -pthread COMMAND_ERROR_IS_FATAL ANY)
set(options "halt_on_error=1 abort_on_error=0 exitcode=66")
if(ARCHER)
  set(ENV{OMP_TOOL_LIBRARIES} "${ARCHER}")
  set(ENV{ARCHER_OPTIONS} "verbose=1")
  string(APPEND options " ignore_noninstrumented_modules=1")
endif()
set(ENV{TSAN_OPTIONS} "${options}")
execute_process(COMMAND ${BINARY} RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
message(STATUS "${output}")
if(failed)
  message(FATAL_ERROR "ThreadSanitizer, or a wrong result: ${failed}")
endif()
if(ARCHER AND NOT output MATCHES "Archer detected OpenMP application with TSan")
  message(FATAL_ERROR "the library ${ARCHER} did not take part")
endif()
