/** The forward switchover in the specification and in the status: steps, decisions, outcomes. */
package dev.datamigration.api.switchover;
