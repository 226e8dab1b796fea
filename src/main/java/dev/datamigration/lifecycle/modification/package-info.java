/** What is wanted and said of a change of a running task's objects: values, which travel to the worker and back. */
package dev.datamigration.lifecycle.modification;
