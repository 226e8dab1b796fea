/** The leading worker's side of its helpers: what each is engaged for and given to do. */
package dev.datamigration.transfer.help.feed;
