/** The servers of the benches, and whether what was moved there is there. */
package dev.datamigration.bench.server;
