/**
 * Holds what Prometheus is shown, read at each scrape from the controllers' caches and the engine's reports: no request goes to
 * the API server or a database for it. docs/observability.md lists every metric.
 */
package dev.datamigration.metrics;
