/**
 * The controller of BatchOperations: observe, decide, persist, act. It edits tasks' specs and watches what becomes of
 * them; it never talks to an engine. See docs/batch-operations.md.
 */
package dev.datamigration.batch;
