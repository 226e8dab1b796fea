/**
 * Decides what becomes of a batch operation's tasks: who is eligible, when an operation is done, how results are counted.
 * Pure.
 */
package dev.datamigration.batch.rule;
