/** Items about what the accounts may do. */
package dev.datamigration.database.postgres.precheck.privilege;
