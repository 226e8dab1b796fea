/** The one place where threads are made: each has an owner that is told of whatever ends it. */
package dev.datamigration.thread;
