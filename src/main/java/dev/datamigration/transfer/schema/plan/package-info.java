/** Objects to be made on the target, in order, with what is not carried and what the target is like. */
package dev.datamigration.transfer.schema.plan;
