/** The precheck: reaches both databases, makes the checks of their kinds in order, and gathers what they find. */
package dev.datamigration.transfer.precheck;
