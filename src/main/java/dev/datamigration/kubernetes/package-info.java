/** Everything that is said to or read from the API server: a task's status, events, Secrets and field owners. */
package dev.datamigration.kubernetes;
