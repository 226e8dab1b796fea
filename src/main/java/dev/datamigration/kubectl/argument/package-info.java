/** Reads what a person typed, and says what is wrong with it. */
package dev.datamigration.kubectl.argument;
