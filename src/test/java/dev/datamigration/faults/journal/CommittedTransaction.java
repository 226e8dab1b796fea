package dev.datamigration.faults.journal;

import java.time.Instant;
import java.util.List;

/**
 * A transaction that is known to be committed.
 *
 * @param number counts the transactions of its session, without a gap
 * @param committedAt after which nobody can have seen it uncommitted; by the clock of this JVM
 */
record CommittedTransaction(long number, Instant committedAt, List<Effect> effects) {}
