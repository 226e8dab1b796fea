package dev.datamigration.metrics;

import java.util.List;

/** A metric with all of its values at one moment. */
record Family(Metric metric, List<Point> points) {}
