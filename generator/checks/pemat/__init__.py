# Scores pages with PEMAT, the Patient Education Materials Assessment Tool.
