/** The source's log as it is received: where to resume, what is queued, markers, latency. */
package dev.datamigration.transfer.incremental.stream;
