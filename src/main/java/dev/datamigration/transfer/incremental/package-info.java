/**
 * The incremental synchronisation: reads the source's changes and applies them to the target in groups, each in one
 * transaction together with its position. In reading order: {@code IncrementalSync} starts and ends it, {@code
 * LogReader} fills the {@code ReceivedQueue}, {@code Applier} takes from it, {@code Group} compacts, {@code
 * TargetWriter} writes.
 */
package dev.datamigration.transfer.incremental;
