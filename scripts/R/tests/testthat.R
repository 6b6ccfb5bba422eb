library(testthat)
library(vrosim)

test_check("vrosim")
