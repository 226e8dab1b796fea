/** The chart on a cluster, from installation to the end of a migration. */
package dev.datamigration.e2e;
