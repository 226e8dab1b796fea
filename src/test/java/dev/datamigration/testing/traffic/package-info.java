/** What a process asks of the API server, counted on the way there. */
package dev.datamigration.testing.traffic;
