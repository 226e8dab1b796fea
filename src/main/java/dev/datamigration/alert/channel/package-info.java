/**
 * Says where alerts go: what each channel is sent, and what its answer means. Pure; the sending itself is in
 * {@code dev.datamigration.alert.http}.
 */
package dev.datamigration.alert.channel;
