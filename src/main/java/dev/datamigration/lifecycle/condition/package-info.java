/** Holds what people read of a decision: conditions, messages, progress, events. */
package dev.datamigration.lifecycle.condition;
