# A host in R: simulates 100,000 children of the default scenario and writes two tables into the
# current folder. Made ready by:
#   PKG_CPPFLAGS=$(pkg-config --cflags vrosim) PKG_LIBS=$(pkg-config --libs vrosim) \
#       R CMD SHLIB host_r.c
dyn.load("host_r.so")
files <- c("summary.csv", "revision.csv")
tables <- .Call("vrosim_host_tables", 100000, files)
for (i in seq_along(files)) cat(tables[i], file = files[i], sep = "")
summary <- read.csv(text = tables[1])
stopifnot(nrow(summary) > 100, all(summary$n <= 100000))
