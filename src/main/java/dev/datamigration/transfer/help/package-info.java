/**
 * Several workers for one task. The task's own worker leads: it alone plans, records, applies and decides. Helpers are
 * further worker processes that take chunks of the full migration and of the verification off it. This package is what
 * both ends agree on; how they speak is the engine's business.
 */
package dev.datamigration.transfer.help;
