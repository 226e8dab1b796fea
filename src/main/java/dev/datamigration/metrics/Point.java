package dev.datamigration.metrics;

import java.util.List;

/** One value of a metric, with a value for each of its labels. */
record Point(List<String> labelValues, double value) {}
