# Pages scored for plainness with PEMAT.
