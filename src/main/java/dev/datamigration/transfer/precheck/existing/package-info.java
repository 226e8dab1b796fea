/** Items about what the target already has and can take. */
package dev.datamigration.transfer.precheck.existing;
