/** The work as this operator does it, from the outside: through its controller, or through its engine. */
package dev.datamigration.bench.ours;
