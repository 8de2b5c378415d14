# SPDX-License-Identifier: MIT
# Makes what others install: `make wheel` and `make release VERSION=…`.
