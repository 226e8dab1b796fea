/** Items about what the target already has and can take. */
package dev.datamigration.database.postgres.precheck.existing;
