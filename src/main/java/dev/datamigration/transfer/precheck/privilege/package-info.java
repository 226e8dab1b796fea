/** Items about what the accounts may do. */
package dev.datamigration.transfer.precheck.privilege;
