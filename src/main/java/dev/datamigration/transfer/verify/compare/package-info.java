/** Rows compared: by ranges of a key or by buckets, with suspects looked at again. */
package dev.datamigration.transfer.verify.compare;
