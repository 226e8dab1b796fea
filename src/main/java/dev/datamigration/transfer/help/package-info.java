/**
 * Several workers for one task. The task's own worker leads: it alone plans, applies and decides. Helpers are further worker
 * processes that take chunks of the full migration and ranges of the verification from the checkpoints, as it does itself. This
 * package is what both ends agree on; how a helper hears that it is wanted is the engine's business.
 */
package dev.datamigration.transfer.help;
