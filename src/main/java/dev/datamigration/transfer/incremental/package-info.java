/**
 * The incremental synchronisation, in either direction: reads the changes of one side and applies them to the other in
 * groups, each in one transaction together with its position. In reading order: {@code Capture} prepares a direction,
 * {@code IncrementalSync} starts and ends it, {@code LogReader} fills the {@code ReceivedQueue}, leaving out {@code
 * OriginFilter}, {@code Applier} takes from it, {@code ChangeBatch} compacts, {@code TargetWriter} writes. {@code LateWriteRecorder}
 * counts what should not have been written any more, and {@code LateWriteWatch} goes on with that once the direction has
 * ended.
 */
package dev.datamigration.transfer.incremental;
