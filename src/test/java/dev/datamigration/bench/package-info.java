/** Benches: ours and what a user would take instead, in turn on the same servers; see docs/performance.md. */
package dev.datamigration.bench;
