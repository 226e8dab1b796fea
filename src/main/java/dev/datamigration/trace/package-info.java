/** Tells what was done and how long it took, as OpenTelemetry spans; off unless somebody says where to send them. */
package dev.datamigration.trace;
