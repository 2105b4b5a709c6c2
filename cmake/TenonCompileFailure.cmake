# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# tenon_add_compile_failure_test(NAME <test> SOURCE <file> [EXPECT <regex>...]
#                                [LINK <target>...] [OPTIONS <flag>...] [COMPILERS <compiler>...] [LABELS <label>...])
#
# A test that a program does not compile, and that the compiler says why in one readable error. The source holds the
# program once: the wrong line between `#ifdef TENON_EXPECT_ERROR` and `#else`, the right line between `#else` and
# `#endif`. The test passes when
#   - without the macro the program compiles, so that nothing but the wrong line is to blame;
#   - with the macro it does not, with exactly one `error:`, whose line holds tenon's sentence and in which nothing of
#     tenon's inside comes before it, and the number of the wrong line is in the output;
#   - every regular expression (CMake's) of EXPECT and of the source's `// error: <regex>` lines is found; one that
#     starts with `tenon:` is looked for in the first error alone. `// error(gcc):` and `// error(clang):` hold for one family.
# Compilers: COMPILERS, else the variable TENON_DIAGNOSTIC_COMPILERS, else the compiler of the project.
include_guard(GLOBAL)

function(tenon_add_compile_failure_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;SOURCE;RECORD" "EXPECT;LINK;OPTIONS;COMPILERS;LABELS")
  foreach(required NAME SOURCE)
    if(NOT arg_${required})
      message(FATAL_ERROR "tenon_add_compile_failure_test: ${required} is missing")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tenon_add_compile_failure_test: not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_LINK)
    set(arg_LINK tenon::tenon)
  endif()
  if(NOT arg_COMPILERS)
    set(arg_COMPILERS ${TENON_DIAGNOSTIC_COMPILERS})
  endif()
  if(NOT arg_COMPILERS)
    set(arg_COMPILERS "${CMAKE_CXX_COMPILER}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_SOURCE BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
  if(NOT EXISTS "${arg_SOURCE}")
    message(FATAL_ERROR "tenon_add_compile_failure_test: there is no file ${arg_SOURCE}")
  endif()

  # A target that is never built: through it CMake adds up what the linked targets ask of a compilation.
  string(MD5 key "${arg_LINK}")
  set(probe "tenon_compile_failure_${key}")
  if(NOT TARGET ${probe})
    add_library(${probe} OBJECT EXCLUDE_FROM_ALL "${arg_SOURCE}")
    target_link_libraries(${probe} PRIVATE ${arg_LINK})
  endif()
  string(MAKE_C_IDENTIFIER "${arg_NAME}" file)
  set(settings "${CMAKE_CURRENT_BINARY_DIR}/compile_failure/${file}.cmake")
  file(
    GENERATE
    OUTPUT "${settings}"
    CONTENT
      "set(name [==[${arg_NAME}]==])
set(source [==[${arg_SOURCE}]==])
set(compilers [==[${arg_COMPILERS}]==])
set(expect [==[${arg_EXPECT}]==])
set(options [==[${arg_OPTIONS}]==])
set(definitions [==[$<TARGET_PROPERTY:${probe},COMPILE_DEFINITIONS>]==])
set(include_directories [==[$<TARGET_PROPERTY:${probe},INCLUDE_DIRECTORIES>]==])
set(implicit_directories [==[${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES}]==])
set(record [==[${arg_RECORD}]==])
")
  # Beside this file, wherever the function is called from: a variable of this file would not reach a parent project.
  add_test(NAME "${arg_NAME}" COMMAND "${CMAKE_COMMAND}" "-DSETTINGS=${settings}" -P
                                      "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_compile_failure.cmake")
  set_tests_properties("${arg_NAME}" PROPERTIES LABELS "diagnostics;${arg_LABELS}" TIMEOUT 300)
endfunction()
