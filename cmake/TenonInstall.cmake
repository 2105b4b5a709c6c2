# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# The installed package: headers, `find_package(tenon)`, and the exported compile-failure test function.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/tenon")
install(TARGETS tenon EXPORT tenonTargets FILE_SET HEADERS)
install(EXPORT tenonTargets NAMESPACE tenon:: DESTINATION "${package_dir}")
configure_package_config_file(cmake/tenonConfig.cmake.in "${PROJECT_BINARY_DIR}/tenonConfig.cmake"
                              INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tenonConfigVersion.cmake" COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(
  FILES "${PROJECT_BINARY_DIR}/tenonConfig.cmake" "${PROJECT_BINARY_DIR}/tenonConfigVersion.cmake"
        cmake/TenonDependencies.cmake cmake/TenonOpenMP.cmake cmake/TenonIO.cmake
        cmake/TenonCompileFailure.cmake cmake/check_compile_failure.cmake
  DESTINATION "${package_dir}")
