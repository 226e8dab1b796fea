/** Says what a precheck asks of two databases, whatever their kinds, and the answers it gets. */
package dev.datamigration.database.precheck;
