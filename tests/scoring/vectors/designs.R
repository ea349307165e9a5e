# What R's survey package says of sample.csv under eight designs. Prints JSON: Rscript designs.R > designs.json
suppressPackageStartupMessages(library(survey))
folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
d <- read.csv(file.path(folder, "sample.csv"))
d$id <- seq_len(nrow(d))
finite <- subset(d, !is.na(population))
finite$elements <- 40 * finite$population # a frame of rows, where each is drawn by itself
designs <- list(
  plain = svydesign(id = ~1, weights = rep(1, nrow(d)), data = d),
  weighted = svydesign(id = ~1, weights = ~weight, data = d),
  strata = svydesign(id = ~1, strata = ~stratum, weights = ~weight, data = d),
  strata_finite = svydesign(id = ~1, strata = ~stratum, weights = ~weight, fpc = ~elements, data = finite),
  clusters = svydesign(id = ~interaction(stratum, cluster), weights = ~weight, data = d),
  strata_clusters = svydesign(id = ~cluster, strata = ~stratum, weights = ~weight, nest = TRUE, data = d),
  strata_clusters_finite = svydesign(
    id = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, nest = TRUE, data = finite
  ),
  strata_clusters_unweighted = svydesign(
    id = ~cluster, strata = ~stratum, weights = rep(1, nrow(d)), nest = TRUE, data = d
  )
)
figure <- function(name, what, s, design, deff = NA) {
  half <- qt(0.975, degf(design)) * SE(s)[1]
  sprintf(
    '  {"design": "%s", "what": "%s", "value": %.15g, "se": %.15g, "df": %d, "low": %.15g, "high": %.15g, "deff": %s}',
    name, what, coef(s)[1], SE(s)[1], as.integer(degf(design)), coef(s)[1] - half, coef(s)[1] + half,
    ifelse(is.na(deff), "null", sprintf("%.15g", deff))
  )
}
lines <- c()
for (name in names(designs)) {
  g <- designs[[name]]
  replace <- ifelse(sum(weights(g)) > nrow(g$variables), TRUE, "replace")
  m <- svymean(~y, g, deff = if (replace == "TRUE") TRUE else "replace")
  lines <- c(lines, figure(name, "mean", m, g, deff(m)[1]))
  lines <- c(lines, figure(name, "total", svytotal(~y, g), g))
  lines <- c(lines, figure(name, "ratio", svyratio(~y, ~x, g), g))
  inside <- subset(g, inside == 1)
  b <- svymean(~y, inside)
  lines <- c(lines, figure(name, "domain", b, g))
}
cat('{"survey": "', as.character(packageVersion("survey")), '", "figures": [\n', paste(lines, collapse = ",\n"), "\n]}\n", sep = "")
