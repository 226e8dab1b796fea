/** Holds what is observed of a task and what can be decided: the values that the rules take and give. */
package dev.datamigration.lifecycle.model;
