/** The leading worker's side of a stage that helpers take part in. */
package dev.datamigration.transfer.help.share;
