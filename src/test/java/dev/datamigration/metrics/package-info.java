/** Metrics, as they are computed and as the packaged operator shows them. */
package dev.datamigration.metrics;
