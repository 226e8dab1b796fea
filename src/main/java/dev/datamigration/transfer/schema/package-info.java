/** The schema stage: what must be there before the rows, and what is built on top of them afterwards. */
package dev.datamigration.transfer.schema;
