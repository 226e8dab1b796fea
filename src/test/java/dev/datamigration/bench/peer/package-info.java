/** What a user would take instead of this operator, where it is installed. */
package dev.datamigration.bench.peer;
