# What is measured: each module in `MEASURED` gives one report.
#
# Figures are ratios between things run side by side, since machines differ and are noisy.
