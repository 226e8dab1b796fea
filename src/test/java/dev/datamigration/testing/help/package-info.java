/** Helpers of a task in the test's own JVM, which can be made to fail at any point. */
package dev.datamigration.testing.help;
