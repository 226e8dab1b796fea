/**
 * The full load: every selected table is cut into chunks, which are streamed from one server to the other under one
 * exported snapshot, each committed together with its checkpoint.
 */
package dev.datamigration.transfer.full;
