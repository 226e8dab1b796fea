/** The operator as its users run it: the packaged application, in a process of its own. */
package dev.datamigration.testing.operator;
