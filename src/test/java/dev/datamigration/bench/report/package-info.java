/** Puts figures, the machine they are of and a picture into docs/performance.md. */
package dev.datamigration.bench.report;
