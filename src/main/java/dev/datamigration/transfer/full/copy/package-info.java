/** Says how rows get across: COPY to COPY, sessions on both sides, groups of small tables. */
package dev.datamigration.transfer.full.copy;
